"""Cascades: what share of all output is lost if firms stop (ESRI), and why."""
