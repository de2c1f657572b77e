"""Reads of the ledger with a meaning: within reach, as stored, as it was, as it has moved on."""
