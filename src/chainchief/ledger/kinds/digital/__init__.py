"""Digital infrastructure: counts, coverage, use of the cloud."""
