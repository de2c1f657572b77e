"""Clauses of policies: who qualifies, for how much, within which ceilings and budget."""
