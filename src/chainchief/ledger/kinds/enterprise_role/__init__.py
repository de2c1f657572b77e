"""What firms are in the chains: roles, lists, segments, products."""
