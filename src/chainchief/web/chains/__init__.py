"""Pages of industrial chains: all of them, and each with its people, its map and what is stuck."""
