"""What the makers of the program run; no part of the program itself."""
