"""The page on which a chain is edited, as a tree and as a graph."""
