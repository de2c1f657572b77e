"""What a project set out to do in a year."""
