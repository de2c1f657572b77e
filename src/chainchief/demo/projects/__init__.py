"""The demo city's projects: what becomes of each, its stages and its monthly reports."""
