"""Commands that bring records in and out and close their months."""
