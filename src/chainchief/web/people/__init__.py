"""Pages about oneself: coming in, going out, password, second factor, sessions, notices."""
