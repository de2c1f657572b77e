"""Titles and the awards of them."""
