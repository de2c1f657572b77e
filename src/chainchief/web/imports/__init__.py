"""Import by clicks: a file is brought, checked, looked through, written; and what came of it."""
