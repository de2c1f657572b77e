"""Meetings: agenda, minutes, instructions of chiefs; what is settled becomes tasks."""
