"""A chain as it stood on a day: segments, firms, flows, purchases, read from the ledger."""
