"""Seals over the change log: lines, keys, signatures, and who else remembers them."""
