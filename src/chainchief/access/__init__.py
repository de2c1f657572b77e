"""Accounts, roles, scopes and the one declarative policy table."""
