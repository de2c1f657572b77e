"""Receipts: the records behind a figure, and what each contributes."""
