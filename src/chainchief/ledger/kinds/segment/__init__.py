"""Segments of a chain, their industries, and what flows between them."""
