"""Commands that print figures, their receipts, comparisons, revisions and claims."""
