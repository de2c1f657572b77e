"""Tags by which other pages show the doors to forms."""
