"""Benchmarks: one command each, ratios against a stated baseline in the same run."""
