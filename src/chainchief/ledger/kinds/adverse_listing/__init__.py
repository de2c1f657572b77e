"""Entries of lists of dishonesty and serious violation, as their publishers give them out."""
