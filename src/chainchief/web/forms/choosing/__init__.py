"""Records to choose from in a field, as one types."""
