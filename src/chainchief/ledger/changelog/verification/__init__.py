"""Is the change log whole, and does the ledger say what it says?"""
