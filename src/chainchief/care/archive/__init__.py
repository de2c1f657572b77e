"""The backup file: its names, parts, manifest and seal, written and read."""
