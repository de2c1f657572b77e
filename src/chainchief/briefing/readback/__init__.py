"""A final file read back: its figures, lost controls, unbound numbers, undecided changes."""
