"""Ranks that others publish, edition by edition."""
