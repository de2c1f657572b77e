"""Custom fields: `x_…` columns that a city declares for a kind in a preset."""
