"""Organisations outside the ledger's firms, and the people that chains name."""
