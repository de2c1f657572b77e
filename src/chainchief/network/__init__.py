"""Numerics of supply networks: arrays in, arrays out. No Django, no files, no Spark."""
