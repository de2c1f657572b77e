"""Codes of national standards: divisions, industries, credit codes."""
