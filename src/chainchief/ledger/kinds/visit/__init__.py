"""Visits, trips and surveys, and the events that chains hold or attend."""
