"""Policies as data: clauses read, lists computed, made public, decided, paid."""
