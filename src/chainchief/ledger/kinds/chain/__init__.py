"""Industrial chains."""
