"""Meetings of chains, what was on their agenda, and the instructions that chiefs gave."""
