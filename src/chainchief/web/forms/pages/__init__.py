"""Forms, and the doors to them, put together for templates."""
