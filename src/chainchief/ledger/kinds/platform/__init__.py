"""Platforms, clusters with their ratings, parks and their extensions."""
