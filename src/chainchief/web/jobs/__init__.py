"""The page of background jobs: what runs, how far it is, what came of it."""
