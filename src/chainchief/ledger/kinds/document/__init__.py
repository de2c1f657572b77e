"""Documents kept as evidence, by the hash of their content."""
