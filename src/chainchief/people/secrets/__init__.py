"""Secrets of devices as the database keeps them: sealed under a key that lies outside of it."""
