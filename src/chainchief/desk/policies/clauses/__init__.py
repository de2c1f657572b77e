"""Clauses read: their texts checked whole, what they measure, in words, reviewed for fairness."""
