"""The page on which proposed matches are confirmed or refused, and remembered."""
