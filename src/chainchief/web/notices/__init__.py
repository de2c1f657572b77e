"""The page of one's notices, and the bell in the frame."""
