"""Agreements, their members, and the leads before them."""
