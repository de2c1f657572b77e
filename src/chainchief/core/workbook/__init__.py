"""What all workbooks of the program have in common: addresses, marks, numbers."""
