"""The pages of policies: their clauses, lists of rewards, what a firm could have."""
