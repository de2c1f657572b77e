"""What is stuck in a chain on a day, since when, and whose turn it is.

The days say whose turn: a difficulty waits for its office until it is answered, then for the firm,
and for the office again once the firm sends it back. A project that is signed but not started waits
for its unit; what was promised on a trip, for whoever led it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.difficulty.states import STATE_COLUMNS, DifficultyState, state_of
from chainchief.ledger.kinds.project.models import Stage
from chainchief.ledger.registers import choice_word
from chainchief.web.frame.visible import address_of, doors, inside, records_of

#: Stages by which a project is agreed on, though nothing is built.
_AGREED = (Stage.SIGNED, Stage.REGISTERED, Stage.FILED, Stage.LAND)
_BEGUN = (
    Stage.STARTED,
    Stage.BUILDING,
    Stage.COMPLETED,
    Stage.TRIAL,
    Stage.PRODUCING,
    Stage.IN_STATISTICS,
    Stage.ABOVE_SCALE,
    Stage.CAPACITY,
)
#: What is read of a difficulty, and of a stage: a city has a thousand open ones on its first page.
_OF_DIFFICULTIES = (
    *("uid", "code", "name", "received_on", "due_on", *STATE_COLUMNS),
    *("enterprise__name", "host__name"),
)
_OF_STAGES = (
    *("project_id", "stage", "occurred_on", "recognised_on", "note", "start_by"),
    *("project__name", "project__uid", "project__division__name"),
)
#: As many as a page shows before the rest is folded.
SHOWN = 8


@dataclass(frozen=True)
class Stuck:
    """One thing that waits: `due` is the last day where there is one.

    `cited` is the kind and uid of the record, `address` its page where it is open to the viewer: a
    record that was itself found within reach is, the project of a stage may not be.
    """

    code: str
    name: str
    about: str
    state: str
    since: dt.date
    days: int
    turn: str
    due: dt.date | None
    is_overdue: bool
    cited: tuple[str, str]
    address: str = ""

    @property
    def waiting(self) -> str:
        """12 days, in words."""
        return _waiting(self.days)


@dataclass(frozen=True)
class StuckGroup:
    """Things of one sort, the overdue first, then the longest waiting."""

    key: str
    title: str
    overdue: int
    first: list[Stuck]
    rest: list[Stuck]

    @property
    def count(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True)
class Turn:
    """Whoever things wait for: how many, how many overdue, the longest wait in days."""

    name: str
    things: list[Stuck]

    @property
    def count(self) -> int:
        return len(self.things)

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.things)

    @property
    def longest(self) -> str:
        return _("longest {}").format(_waiting(max(one.days for one in self.things)))


def _waiting(days: int) -> str:
    return ngettext("waiting {count} day", "waiting {count} days", days).format(count=days)


def turns_of(groups: Iterable[StuckGroup]) -> list[Turn]:
    """The same things by whose turn it is: who has most overdue first, then who has most."""
    held: dict[str, list[Stuck]] = {}
    for group in groups:
        for one in (*group.first, *group.rest):
            held.setdefault(one.turn, []).append(one)
    turns = [Turn(name, things) for name, things in held.items()]
    return sorted(turns, key=lambda turn: (-turn.overdue, -turn.count, turn.name))


@dataclass(frozen=True)
class Within:
    """The cell: a chain, a unit with those in it; "" is all of them."""

    chain: str = ""
    division: str = ""

    def of(self, chain: str = "chain", division: str = "division") -> Q:
        """The condition, with the ORM paths of a kind to its chain and its unit."""
        found = Q(**{chain: self.chain}) if self.chain else Q()
        return found & inside(division, self.division) if self.division else found


def stuck_in(within: Within, day: dt.date, viewer: Viewer) -> list[StuckGroup]:
    """The groups in which something waits on the day, of what the viewer may see."""
    stages = _waiting_stages(within, day, viewer)
    groups = (
        ("difficulties", _("Difficulties of firms"), _difficulties(within, day, viewer)),
        ("projects", _("Projects agreed but not started"), _projects(stages, day)),
        ("stalled", _("Projects stalled"), _stalled(stages, day)),
        ("promises", _("Next steps promised and due"), _promises(within, day, viewer)),
    )
    found = (_group(key, name, things, viewer) for key, name, things in groups)
    return [group for group in found if group.count]


def _group(key: str, title: str, found: Iterable[Stuck], viewer: Viewer) -> StuckGroup:
    waiting = sorted(found, key=lambda one: (not one.is_overdue, one.since, one.code))
    known = doors((one.cited for one in waiting if not one.address), viewer)
    ordered = [
        one if one.address else replace(one, address=known.get(one.cited, "")) for one in waiting
    ]
    overdue = sum(one.is_overdue for one in ordered)
    return StuckGroup(key, title, overdue, ordered[:SHOWN], ordered[SHOWN:])


def _difficulties(within: Within, day: dt.date, viewer: Viewer) -> Iterator[Stuck]:
    open_ones = records_of("difficulty", viewer).filter(within.of(), received_on__lte=day)
    open_ones = open_ones.exclude(confirmed_on__lte=day).exclude(declined_on__lte=day)
    for one in open_ones.values_list(*_OF_DIFFICULTIES, named=True):
        state, since, turn = _state_of(one, day)
        answered = one.answered_on is not None and one.answered_on <= day
        yield Stuck(
            code=one.code,
            name=one.name,
            about=one.enterprise__name,
            state=state,
            since=since,
            days=(day - since).days,
            turn=turn,
            # The limit is for the answer, as the indicator has it (IND-DIF-OVERDUE): once it is
            # given, what the firm sends back has no limit of its own.
            due=None if answered else one.due_on,
            is_overdue=not answered and one.due_on <= day,
            cited=("difficulty", str(one.uid)),
            address=address_of("difficulty", one.uid),
        )


def _state_of(one: Any, day: dt.date) -> tuple[str, dt.date, str]:
    """In words, since when, and whose turn it is."""
    state = state_of(one, day)
    if state is DifficultyState.SENT_BACK:
        return _("sent back by the firm"), one.sent_back_on, one.host__name
    if state is DifficultyState.ANSWERED:
        since = one.reanswered_on or one.answered_on
        return _("answered, to be confirmed by the firm"), since, one.enterprise__name
    return _("not answered yet"), one.received_on, one.host__name


def _waiting_stages(within: Within, day: dt.date, viewer: Viewer) -> list[Any]:
    """The stages that projects wait at, with the project, its unit and its plan, in one query.

    A recognised agreement waits until a later stage is reported, a stall until anything is; the
    oldest recognised stands first. What is since is asked in SQL: a city has thousands of stages.
    """
    stages = records_of("project_stage", viewer).filter(occurred_on__lte=day)
    cell = within.of("project__chain", "project__division")
    moved = stages.filter(cell, stage__in=[*_BEGUN, Stage.ENDED], project__withdrawn_on=None)
    since = stages.filter(project=OuterRef("project")).filter(
        Q(occurred_on__gt=OuterRef("occurred_on"))
        | Q(occurred_on=OuterRef("occurred_on"), code__gt=OuterRef("code"))
    )
    agreed = Q(stage__in=_AGREED, recognised_on__lte=day, evidence="accepted")
    waiting = records_of("project_stage", viewer).filter(
        cell,
        agreed & ~Q(project__in=moved.values("project"))
        | Q(stage=Stage.STALLED, occurred_on__lte=day) & ~Exists(since),
        project__withdrawn_on=None,
    )
    found = waiting.annotate(start_by=_starts_due(day, viewer)).order_by("recognised_on", "code")
    return list(found.values_list(*_OF_STAGES, named=True))


def _projects(stages: Iterable[Any], day: dt.date) -> Iterator[Stuck]:
    """Agreed by a recognised stage, and no later stage reported; since the first such stage."""
    first: dict[str, Any] = {}
    for stage in stages:
        if stage.stage in _AGREED:
            first.setdefault(stage.project_id, stage)
    for code, stage in first.items():
        since, last_day = stage.recognised_on, stage.start_by
        yield Stuck(
            code=code,
            name=stage.project__name,
            about=stage.project__division__name,
            state=choice_word("project_stage", "stage", stage.stage),
            since=since,
            days=(day - since).days,
            turn=stage.project__division__name,
            due=last_day,
            is_overdue=last_day is not None and last_day <= day,
            cited=("project", str(stage.project__uid)),
        )


def _starts_due(day: dt.date, viewer: Viewer) -> Subquery:
    """The last day by which a stage's project starts, by its latest plan that says so."""
    plans = records_of("project_plan", viewer).filter(
        project=OuterRef("project"), year__lte=day.year
    )
    latest = plans.exclude(start_by=None).order_by("-year", "-pk")
    return Subquery(latest.values("start_by")[:1])


def _stalled(stages: Iterable[Any], day: dt.date) -> Iterator[Stuck]:
    """Stalled, and nothing reported of it since."""
    for stage in stages:
        if stage.stage != Stage.STALLED:
            continue
        yield Stuck(
            code=stage.project_id,
            name=stage.project__name,
            about=stage.note,
            state=_(str(Stage.STALLED.label)),
            since=stage.occurred_on,
            days=(day - stage.occurred_on).days,
            turn=stage.project__division__name,
            due=None,
            is_overdue=False,
            cited=("project", str(stage.project__uid)),
        )


def _promises(within: Within, day: dt.date, viewer: Viewer) -> Iterator[Stuck]:
    trips = records_of("visit", viewer).filter(within.of(), next_due__lte=day)
    trips = trips.exclude(next_done__lte=day)
    for trip in trips.select_related("leader"):
        led_by = choice_word("visit", "led_by", trip.led_by)
        yield Stuck(
            code=trip.code,
            name=trip.next_step or trip.name,
            about=trip.name,
            state=_("promised on {}").format(trip.occurred_on.isoformat()),
            since=trip.next_due,
            days=(day - trip.next_due).days,
            turn=f"{trip.leader.name}（{led_by}）" if trip.leader else led_by,
            due=trip.next_due,
            is_overdue=True,
            cited=("visit", str(trip.uid)),
            address=address_of("visit", trip.uid),
        )
