"""The templates that come with the program, and how they are built."""
