"""Anchors of the log outside of it: short codes, printed on whatever leaves the program."""

from chainchief.ledger.changelog.anchors.codes import Anchor, codes_in, parse
from chainchief.ledger.changelog.anchors.continuation import against
from chainchief.ledger.changelog.anchors.memory import anchor, anchor_of, last_remembered, remember

__all__ = [
    "Anchor",
    "against",
    "anchor",
    "anchor_of",
    "codes_in",
    "last_remembered",
    "parse",
    "remember",
]
