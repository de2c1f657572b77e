"""Duties in the chains, and the bodies that counties set up for them."""
