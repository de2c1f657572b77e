"""Drafts: documents in the making, worded by people around figures that nobody types."""
