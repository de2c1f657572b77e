"""Tasks that meetings, instructions, visits and difficulties led to, and the steps taken."""
