"""Pages for every kind of record, made from its register alone."""
