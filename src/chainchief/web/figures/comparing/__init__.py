"""A figure against itself: between revisions, between snapshots, between months."""
