"""Files of a supply network: read as columns, checked as a whole, all faults at once."""
