"""Policies and the rewards paid under them."""
