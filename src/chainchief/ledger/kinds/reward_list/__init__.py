"""Lists of rewards from the computed one to the paid: lines, objections, steps."""
