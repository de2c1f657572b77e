"""Whom to talk to next: candidates, their segments and scores, and whether scores find anybody."""
