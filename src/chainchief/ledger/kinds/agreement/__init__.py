"""Agreements and their members."""
