"""Closing and reopening a month."""
