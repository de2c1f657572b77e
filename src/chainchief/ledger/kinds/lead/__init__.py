"""Leads: investors that are followed, from the first information to the start of construction."""
