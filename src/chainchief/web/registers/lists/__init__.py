"""The list of a kind: narrowed by any column, summed, grouped, and kept as views."""
