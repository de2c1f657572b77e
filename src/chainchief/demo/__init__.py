"""The demo city: a seeded generator."""
