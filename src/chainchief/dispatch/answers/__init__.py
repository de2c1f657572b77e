"""Answers to requests: kept as change sets, checked by a second person, approved, locked."""
