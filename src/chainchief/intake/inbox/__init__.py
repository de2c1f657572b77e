"""Folders that units put files into: each file checked and staged, or returned, exactly once."""
