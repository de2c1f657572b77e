"""The published copy of a final file: the same words, nothing about their making."""
