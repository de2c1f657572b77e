"""What notices about matters of every kind have in common: subject, address, who is told."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.desk.models import Handling
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.feature.models import Feature
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.kinds.task.models import Task
from chainchief.people.models import Notice
from chainchief.people.notices import Topic
from chainchief.people.notices.sending import send_all

#: Topics of what somebody is to do in a matter.
TURNS = (Topic.CASE_TURN, Topic.CASE_LATE)


Matter = TypeVar("Matter", Difficulty, Task, Lead, Feature)


@dataclass(frozen=True)
class MatterNotices(Generic[Matter]):
    """The notices about matters of one kind.

    `word` begins the subject of each, `pages` the address of a matter's page. `who` says whose turn
    it is, in the words or the code that the notice shows.
    """

    kind: str
    word: str
    pages: str
    who: Callable[[Matter], str]

    def about(self, matter: Matter) -> str:
        """The beginning of the subject of every notice about a matter; the blank ends its code."""
        return f"{self.word} {matter.code} "

    def about_limit(self, matter: Matter, stage: str) -> str:
        """Subject of a notice about one limit of a matter: each stage of it is told of once."""
        return f"{self.about(matter)}{stage} {matter.turn_due_on}"

    def address_of(self, matter: Matter) -> str:
        return f"{self.pages}{matter.uid}/"

    def end_turns(self, matter: Matter) -> None:
        """A step was taken: what was said of the one before is done with."""
        unread = Notice.objects.filter(
            topic__in=TURNS, about__startswith=self.about(matter), read_at=None
        )
        unread.update(read_at=dt.datetime.now(dt.UTC))

    def in_hand(self, matter: Matter, people: list[Account]) -> list[Account]:
        """Whoever of `people`, whose turn it is, has it in hand; all of them where nobody has."""
        held = Handling.objects.filter(kind=self.kind, uid=matter.uid).first()
        with_one = [one for one in people if held is not None and one.username == held.account]
        return with_one or people

    def send(
        self,
        matter: Matter,
        topic: Topic,
        people: Iterable[Account],
        *,
        but: Viewer | None = None,
        days: int = 0,
        about: str = "",
    ) -> None:
        """Tell `people`, but not whoever did it; `days` late, of the subject `about`."""
        names = {but.name} if but and not but.machine_user else set()
        facts = {
            "kind": self.kind,
            "code": matter.code,
            "due": str(matter.turn_due_on or "—"),
            "days": days,
            "who": self.who(matter),
        }
        recipients = [one for one in people if one.username not in names]
        address = self.address_of(matter)
        send_all(recipients, topic, facts, address, about or self.about(matter))


def once(people: Iterable[Account]) -> list[Account]:
    return list({one.pk: one for one in people}.values())
