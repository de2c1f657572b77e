"""What stands in a queue: one line, of whatever kind of matter, and the question put to all."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from chainchief.access.viewers import Viewer


class Whose(StrEnum):
    """Whose matters a queue shows: one's own turn, all within one's reach, what one watches."""

    MINE = "mine"
    UNIT = "unit"
    WATCHING = "watching"


class View(StrEnum):
    """What part of it, in the order of the page."""

    ALL = "all"
    TO_ACCEPT = "to-accept"
    TO_ANSWER = "to-answer"
    SOON = "soon"
    LATE = "late"
    SENT_BACK = "sent-back"
    TO_CONFIRM = "to-confirm"


@dataclass(frozen=True)
class Question:
    """What is asked of every source: by whom, on which day, and what counts as soon."""

    viewer: Viewer
    account: str
    day: dt.date
    soon: dt.date
    whose: Whose = Whose.MINE
    view: View = View.ALL
    #: A kind of matter alone; "" is all of them.
    kind: str = ""


@dataclass(frozen=True)
class Item:
    """One matter that waits: what runs out first is `due`; `turn` is whose turn it is, in words."""

    kind: str
    uid: UUID | None
    code: str
    name: str
    about: str
    state: str
    shape: str
    turn: str
    due: dt.date | None
    last_day: dt.date | None
    address: str
    #: The account with which the matter lies, "" is none; None until the queue looks it up.
    handler: str | None = None

    @property
    def order(self) -> tuple[bool, dt.date, str]:
        """Sort what has no limit last; on one day by code."""
        return (self.due is None, self.due or dt.date.max, self.code)


@dataclass(frozen=True)
class Part:
    """One source's share: its first lines in order, and how many there are in each view."""

    items: list[Item]
    counts: Mapping[View, int] = field(default_factory=dict)
