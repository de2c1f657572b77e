"""The page of where a chain lies: units as tiles, or on boundaries that the city brought."""
