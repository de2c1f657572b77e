"""The service desk: every promise has an owner, a day, and an end that the firm confirms."""
