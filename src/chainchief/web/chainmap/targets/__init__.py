"""Whom to talk to next about a gap: candidates with their scores in parts, page and lists."""
