"""Financing from end to end: raised, opened bank by bank, offered, chosen, contracted, drawn."""
