"""What may be the same matter: of the same firm a duplicate, of others a related one."""

from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

#: Two subjects are one matter when they share so much of their pairs of characters (Dice).
_SAME, _RELATED = 0.6, 0.5
#: So many of the latest are compared with, and so many shown.
_COMPARED, _SHOWN = 600, 6


@dataclass(frozen=True)
class Like:
    """Another case within reach: `is_same` where it may be the very same matter."""

    case: Difficulty
    is_same: bool
    likeness: float


def like(viewer: Viewer, *, firm: str, category: str, subject: str, but: str = "") -> list[Like]:
    """Cases that may be the same matter or a related one, the likest first; one query.

    Only what the viewer may see is compared: a firm hears nothing of its neighbours.
    """
    rows = in_reach(viewer, register_of(Difficulty.kind)).filter(withdrawn_on=None)
    rows = rows.filter(category=category).exclude(code=but)
    latest = rows.select_related("enterprise", "host").order_by("-received_on", "code")
    wanted = _pairs(subject)
    found = []
    for case in latest[:_COMPARED]:
        share = _dice(wanted, _pairs(case.name))
        is_same = case.enterprise_id == firm and share >= _SAME
        if is_same or share >= _RELATED:
            found.append(Like(case, is_same, share))
    found.sort(key=lambda one: (not one.is_same, -one.likeness))
    return found[:_SHOWN]


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring characters: Chinese subjects have no spaces to split at."""
    plain = "".join(char for char in text.casefold() if char.isalnum())
    return {plain[at : at + 2] for at in range(len(plain) - 1)} or {plain}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
