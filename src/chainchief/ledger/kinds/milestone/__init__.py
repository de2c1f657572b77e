"""Milestones of a chain beside the common stages, and the projects that reached them."""
