"""Whom a step of a case is told: whoever has the next one, and who sees to it that it is taken."""

from chainchief.access.models import Account
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.desk.difficulties.machine import Act, Turn, turn_of
from chainchief.desk.limits.deadlines import days_left
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.matter_notices import MatterNotices, once
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.people.notices import Topic
from chainchief.people.notices.recipients import (
    holding,
    limited_to,
    of_division,
    of_organisation,
)
from chainchief.people.notices.sending import send_all

_DESK = "chain-office"


def _who(case: Difficulty) -> str:
    return case.host_id if turn_of(case) is Turn.OFFICE else "—"


_NOTICES: MatterNotices[Difficulty] = MatterNotices(
    Difficulty.kind, "case", "/desk/difficulties/", _who
)
address_of = _NOTICES.address_of


def people_of(case: Difficulty) -> list[Account]:
    """The accounts whose turn it is."""
    turn = turn_of(case)
    if turn is Turn.OFFICE:
        return list(of_organisation(case.host_id))
    if turn is Turn.FIRM:
        return list(limited_to(Dimension.ENTERPRISE, case.enterprise_id))
    if turn is Turn.DESK:
        return once([*holding(_DESK), *of_division(case.division_id)])
    return []


def above(case: Difficulty) -> list[Account]:
    """Whoever a case that is late is told beside those whose turn it is: the desk, the chief."""
    chiefs = list(limited_to(Dimension.CHAIN, case.chain_id)) if case.chain_id else []
    return once([*holding(_DESK), *chiefs])


def registered(case: Difficulty, viewer: Viewer) -> None:
    _NOTICES.send(case, Topic.CASE_TURN, people_of(case), but=viewer)


def moved(case: Difficulty, act: Act, viewer: Viewer) -> None:
    """A step was taken: what was said of the one before is done with."""
    if act is Act.ESCALATE:
        left = days_left(step_due_on(case), clock.today())
        late(case, -left, f"{_NOTICES.about(case)}escalated", everyone=True)
        return
    _NOTICES.end_turns(case)
    if act is Act.DECLINE:
        firm = limited_to(Dimension.ENTERPRISE, case.enterprise_id)
        _NOTICES.send(case, Topic.CASE_DECLINED, firm, but=viewer)
    else:
        _NOTICES.send(case, Topic.CASE_TURN, people_of(case), but=viewer)


def reported(part: DifficultyOffice, viewer: Viewer) -> None:
    case = part.difficulty
    facts = {"kind": Difficulty.kind, "code": case.code, "who": viewer.name}
    recipients = of_organisation(case.host_id)
    send_all(recipients, Topic.CASE_REPORTED, facts, address_of(case), _NOTICES.about(case))


def late(case: Difficulty, days: int, about: str, *, everyone: bool) -> int:
    """A step is late: its people are told, and with `everyone` those above; how many."""
    people = people_of(case)
    if everyone:
        people = once([*people, *above(case)])
    _NOTICES.send(case, Topic.CASE_LATE, people, days=days, about=about)
    return len(people)


def due(case: Difficulty, about: str) -> int:
    """A step is due soon; how many people were told."""
    people = people_of(case)
    _NOTICES.send(case, Topic.CASE_TURN, people, about=about)
    return len(people)


def about_limit(case: Difficulty, left: int, *, above: bool) -> str:
    """Subject of a notice about one limit of a case: sent once, and once to those above."""
    return _NOTICES.about_limit(case, "due" if left >= 0 else "escalated" if above else "late")
