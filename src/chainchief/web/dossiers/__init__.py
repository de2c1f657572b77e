"""Papers to take along: the pack of a chain's meeting, the brief and the file of a visit."""
