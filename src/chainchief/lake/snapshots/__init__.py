"""Snapshots: frozen, kept under their hashes, opened, verified, swept."""
