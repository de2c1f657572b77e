"""Feeds: bulk data that lives in the lake alone, batch by batch."""
