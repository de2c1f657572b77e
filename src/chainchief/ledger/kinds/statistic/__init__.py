"""Official statistics of other authorities."""
