"""People: accounts, log-in, sessions, grants by two persons, the log of events, notices."""
