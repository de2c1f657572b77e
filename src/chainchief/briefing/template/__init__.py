"""What a template says: its tags, calls, statements and blocks, before anything is computed."""
