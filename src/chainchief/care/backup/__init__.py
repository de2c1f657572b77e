"""Making a backup of a home folder and its ledger."""
