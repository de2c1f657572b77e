"""Divisions: provinces, cities, counties and zones."""
