"""Figures computed from a snapshot: one query per source, cells, rolled up, per span."""
