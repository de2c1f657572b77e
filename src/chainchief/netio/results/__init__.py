"""Results of the network engine as tables, pictures and words."""
