"""Whom a step of a case is told: whoever has the next one, and who sees to it that it is taken."""

import datetime as dt
from collections.abc import Iterable

from chainchief.access.models import Account
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.desk.difficulties.machine import TURNS, Act, Turn
from chainchief.desk.limits.deadlines import days_left
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.kinds.difficulty.states import state_of
from chainchief.people.models import Notice
from chainchief.people.notices import Topic
from chainchief.people.notices.recipients import (
    holding,
    limited_to,
    of_division,
    of_organisation,
)
from chainchief.people.notices.sending import send_all

_DESK, _CHIEF = "chain-office", "chief"


def turn_of(case: Difficulty) -> Turn:
    """Whose turn it is: the desk's too while an extension waits for its decision."""
    return Turn.DESK if case.extension_until else TURNS[state_of(case)]


def people_of(case: Difficulty) -> list[Account]:
    """The accounts whose turn it is."""
    turn = turn_of(case)
    if turn is Turn.OFFICE:
        return list(of_organisation(case.host_id))
    if turn is Turn.FIRM:
        return list(limited_to(Dimension.ENTERPRISE, case.enterprise_id))
    if turn is Turn.DESK:
        return _once([*holding(_DESK), *of_division(case.division_id)])
    return []


def above(case: Difficulty) -> list[Account]:
    """Whoever a case that is late is told beside those whose turn it is: the desk, the chief."""
    chiefs = list(limited_to(Dimension.CHAIN, case.chain_id)) if case.chain_id else []
    return _once([*holding(_DESK), *chiefs])


def registered(case: Difficulty, viewer: Viewer) -> None:
    _tell(case, Topic.CASE_TURN, people_of(case), but=viewer)


def moved(case: Difficulty, act: Act, viewer: Viewer) -> None:
    """A step was taken: what was said of the one before is done with."""
    unread = Notice.objects.filter(
        topic__in=(Topic.CASE_TURN, Topic.CASE_LATE), about__startswith=_about(case), read_at=None
    )
    if act is Act.ESCALATE:
        left = days_left(case.turn_due_on or case.due_on, clock.today())
        late(case, -left, f"{_about(case)}escalated", everyone=True)
        return
    unread.update(read_at=dt.datetime.now(dt.UTC))
    if act is Act.DECLINE:
        firm = limited_to(Dimension.ENTERPRISE, case.enterprise_id)
        _tell(case, Topic.CASE_DECLINED, firm, but=viewer)
    else:
        _tell(case, Topic.CASE_TURN, people_of(case), but=viewer)


def reported(part: DifficultyOffice, viewer: Viewer) -> None:
    case = part.difficulty
    facts = {"kind": Difficulty.kind, "code": case.code, "who": viewer.name}
    recipients = of_organisation(case.host_id)
    send_all(recipients, Topic.CASE_REPORTED, facts, address_of(case), _about(case))


def late(case: Difficulty, days: int, about: str, *, everyone: bool) -> int:
    """A step is late: its people are told, and with `everyone` those above; how many."""
    people = people_of(case)
    if everyone:
        people = _once([*people, *above(case)])
    _tell(case, Topic.CASE_LATE, people, days=days, about=about)
    return len(people)


def due(case: Difficulty, about: str) -> int:
    """A step is due soon; how many people were told."""
    people = people_of(case)
    _tell(case, Topic.CASE_TURN, people, about=about)
    return len(people)


def about_limit(case: Difficulty, left: int, *, above: bool) -> str:
    """Subject of a notice about one limit of a case: sent once, and once to those above."""
    stage = "due" if left >= 0 else "escalated" if above else "late"
    return f"{_about(case)}{stage} {case.turn_due_on}"


def address_of(case: Difficulty) -> str:
    return f"/desk/difficulties/{case.uid}/"


def _tell(
    case: Difficulty,
    topic: Topic,
    people: Iterable[Account],
    *,
    but: Viewer | None = None,
    days: int = 0,
    about: str = "",
) -> None:
    names = {but.name} if but and not but.machine_user else set()
    facts = {
        "kind": Difficulty.kind,
        "code": case.code,
        "due": str(case.turn_due_on or "—"),
        "days": days,
        "who": case.host_id if turn_of(case) is Turn.OFFICE else "—",
    }
    recipients = [one for one in people if one.username not in names]
    send_all(recipients, topic, facts, address_of(case), about or _about(case))


def _about(case: Difficulty) -> str:
    """How it begins, of every notice about a case; the blank ends its code."""
    return f"case {case.code} "


def _once(people: Iterable[Account]) -> list[Account]:
    return list({one.pk: one for one in people}.values())
