"""Indicators, figures and kinds of record in words, as JSON and as reference pages."""
