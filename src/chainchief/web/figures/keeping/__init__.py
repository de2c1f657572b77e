"""What a person keeps of the figures: those pinned, and collections to share."""
