"""A form filled in: what it consists of, what was typed, and what that comes to."""
