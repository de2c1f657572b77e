"""The change log: every version of every row, who made it, when, why and from which file."""

from chainchief.ledger.changelog.context import acting

__all__ = ["acting"]
