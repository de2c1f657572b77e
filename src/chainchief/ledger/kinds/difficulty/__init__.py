"""Difficulties of firms and what was done about them."""
