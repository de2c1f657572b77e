"""Difficulties from end to end: taken in, assigned, answered, confirmed by the firm."""
