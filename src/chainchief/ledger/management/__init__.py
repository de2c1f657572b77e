"""Commands of the ledger for those who change its models."""
