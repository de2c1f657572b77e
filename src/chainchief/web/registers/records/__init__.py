"""The page of one record: its fields, what refers to it, its history, where it counts."""
