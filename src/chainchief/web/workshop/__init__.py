"""The indicator workshop: choosing a definition, trying it, proposing and adopting it."""
