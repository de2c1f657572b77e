"""The ledger in a backup: from SQLite or PostgreSQL, and back."""
