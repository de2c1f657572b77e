"""The work queue of a person: what waits, whose turn it is, what runs out first."""
