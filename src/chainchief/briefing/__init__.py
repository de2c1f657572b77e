"""Documents: templates, rendering, reading figures back, the register of what was issued."""
