"""How well a chain is covered, what hangs on its gaps, and what would stop."""
