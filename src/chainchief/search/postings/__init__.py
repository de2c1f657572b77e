"""The terms in the database: FTS5 on SQLite, a GIN index on PostgreSQL; one meaning on both."""
