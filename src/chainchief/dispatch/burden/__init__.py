"""What asking costs those who answer: cells typed, known, taken from elsewhere; times; hours."""
