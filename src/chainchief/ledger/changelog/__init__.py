"""The change log: every version of every row, who made it, when, why and from which file."""

from chainchief.ledger.changelog.anchors import Anchor, against, anchor
from chainchief.ledger.changelog.context import acting
from chainchief.ledger.changelog.events import position
from chainchief.ledger.changelog.seals.sealing import seal
from chainchief.ledger.changelog.seals.witnesses import Witness, witness
from chainchief.ledger.changelog.triggers.making import install
from chainchief.ledger.changelog.triggers.tables import watch, watched
from chainchief.ledger.changelog.verification.verify import explain, verify

__all__ = [
    "Anchor",
    "Witness",
    "acting",
    "against",
    "anchor",
    "explain",
    "install",
    "position",
    "seal",
    "verify",
    "watch",
    "watched",
    "witness",
]
