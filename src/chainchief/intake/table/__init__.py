"""From sheets to staged rows: heads found, rows told apart, cells normalised."""
