"""Investment promotion: leads from the first information to the start, by one unit at a time."""
