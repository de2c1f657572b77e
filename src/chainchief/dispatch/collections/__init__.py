"""Collections: what is asked for a month, of whom, by when, and whether it may be asked."""
