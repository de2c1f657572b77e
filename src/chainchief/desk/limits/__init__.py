"""Time limits: by preset, in working days, with clocks that stop."""
