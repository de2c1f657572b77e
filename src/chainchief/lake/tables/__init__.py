"""Fact tables as they stand in a snapshot, built from what the registers declare."""
