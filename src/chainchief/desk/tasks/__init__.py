"""Tasks from end to end: given, signed for, reported done, accepted by whoever gave them."""
