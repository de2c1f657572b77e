"""Batches: each file that was taken in, what it wrote, and undoing it."""
