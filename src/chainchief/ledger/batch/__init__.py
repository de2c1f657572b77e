"""Import batches."""
