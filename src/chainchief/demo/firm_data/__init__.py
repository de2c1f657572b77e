"""What the demo city's firms are in: their chains, their months, their sales."""
