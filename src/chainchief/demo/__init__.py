"""The demo city: a ledger of invented firms and projects, made from a seed."""
