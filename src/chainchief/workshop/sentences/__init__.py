"""Sentences that an office prints: what each number in them counts, read from the words."""
