"""Which column each head of a foreign sheet means: the form, and what is remembered."""
