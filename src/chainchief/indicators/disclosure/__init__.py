"""Protecting small cells in what leaves the bureau: what must be withheld, and what beside it."""
