"""Pages of months: what is closed, what is missing, closing and reopening."""
