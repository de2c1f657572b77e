"""Numbers furnished by other offices with their document."""
