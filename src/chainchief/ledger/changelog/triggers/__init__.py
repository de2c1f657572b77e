"""Triggers that write the change log, on SQLite and PostgreSQL."""
