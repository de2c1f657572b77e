"""A definition as a person chooses it, and the entry of the catalogue that it becomes."""
