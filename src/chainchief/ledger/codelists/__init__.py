"""Code lists: codes that a city adds to the program's lists of choices, with their days."""

from chainchief.ledger.codelists.preset import PRESET, load, stamp

__all__ = ["PRESET", "load", "stamp"]
