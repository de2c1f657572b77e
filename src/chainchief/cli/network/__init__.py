"""`chainchief network …`: cascades, day-by-day runs and pull-through over a supply network."""
