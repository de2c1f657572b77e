"""Annual plans."""
