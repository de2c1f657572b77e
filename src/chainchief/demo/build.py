"""Build the demo city: what became known, round by round, with a month closed after each round."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.demo import chain_firms, courses, feeds, marker, reference, reports, sales, stages
from chainchief.demo.chain_firms import Placed
from chainchief.demo.chance import uid_of
from chainchief.demo.city import load
from chainchief.demo.documents import store_documents
from chainchief.demo.entries import Entry, Withdrawal
from chainchief.demo.errors import DemoError
from chainchief.demo.fates import YEAR, Fate, Project, projects_of
from chainchief.demo.happenings import Scene
from chainchief.demo.marker import Marker
from chainchief.demo.world import EARLY, everything_else, scene_of
from chainchief.dispatch import closing
from chainchief.ledger.actions import apply_change_set, withdraw
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.registers import all_registers, register_of

DEFAULT_SEED = 20231130
REASON = "演示数据"
REOPENED = Month(YEAR, 10)
#: Evidence of one start comes a day after its month was closed: that month gets a revision.
LATE_EVIDENCE = dt.date(YEAR, 11, 23)
#: What is known by a day is entered by then; thereupon a month is closed, or closed once more.
ROUNDS: list[tuple[dt.date, Month | None]] = [
    (dt.date(YEAR, 1, 20), Month(YEAR - 1, 12)),
    (dt.date(YEAR, 7, 20), Month(YEAR, 6)),
    (dt.date(YEAR, 10, 22), Month(YEAR, 9)),
    (dt.date(YEAR, 11, 22), REOPENED),
    (LATE_EVIDENCE, REOPENED),
    (dt.date(YEAR, 12, 22), Month(YEAR, 11)),
    (dt.date.max, None),
]
#: With the closing of which month the sales of which year come in.
SALES = {Month(YEAR - 1, 12): YEAR - 1, Month(YEAR, 9): YEAR}
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What stands in the ledger: records by kind, and the months that are closed."""

    seed: int
    scale: float
    records: dict[str, int]
    closed: list[str]
    made_now: bool


def build(seed: int = DEFAULT_SEED, scale: float = 1.0, *, tell: Tell = lambda _: None) -> Built:
    """The demo city in this home folder, made now or found as it was made before.

    Raises `DemoError` where the ledger holds anything that is not the demo city of this seed and
    scale, or one whose building was interrupted.
    """
    wanted = Marker(seed, scale)
    if _is_there(wanted):
        return _built(wanted, made_now=False)
    marker.write(wanted)
    city = load(scale)
    tell(_("Inventing firms and projects"))
    documents = store_documents(city)
    scene = scene_of(city, documents, seed, scale)
    projects = projects_of(city, scene.firms, seed)
    placed = chain_firms.placed(scene)
    entries = [*_entries(scene, projects), *everything_else(scene, projects, placed)]
    _enter_by_rounds(scene, placed, entries, list(stages.withdrawals(projects)), tell)
    marker.write(Marker(seed, scale, complete=True))
    return _built(wanted, made_now=True)


def _is_there(wanted: Marker) -> bool:
    found = marker.read()
    if found is None:
        if any(register.model._default_manager.exists() for register in all_registers().values()):
            raise DemoError(
                _(
                    "This home folder holds a ledger that is no demo; nothing was changed. "
                    "Set CHAINCHIEF_HOME to another folder for the demo city."
                )
            )
        return False
    if not found.complete:
        raise DemoError(
            _("The demo city here is not complete; build it anew with `chainchief demo --force`.")
        )
    if (found.seed, found.scale) != (wanted.seed, wanted.scale):
        raise DemoError(
            _(
                "The demo city here was made with --seed {} --scale {:g}; "
                "to replace it, give --force."
            ).format(found.seed, found.scale)
        )
    return True


def _built(wanted: Marker, *, made_now: bool) -> Built:
    records = {
        kind: register.model._default_manager.count() for kind, register in all_registers().items()
    }
    closed = [act.snapshot for act in closing.closed_months()]
    return Built(wanted.seed, wanted.scale, records, closed, made_now)


def _entries(scene: Scene, projects: list[Project]) -> Iterator[Entry]:
    city, documents, seed = scene.city, scene.documents, scene.seed
    yield from reference.places(city)
    yield from reference.chains(city)
    yield from reference.enterprises(scene.firms)
    yield from reference.named_projects(city)
    yield from reference.plans(city, documents)
    yield from reference.statistics(city, documents)
    yield from reference.rankings(city, documents)
    yield from reference.furnished(city, documents)
    late = _whose_evidence_is_late(projects)
    start = f"{late.code}/started/{late.unit.code}"
    for project in projects:
        for entry in stages.entries_of(project, documents):
            yield replace(entry, known_on=LATE_EVIDENCE) if entry.code == start else entry
        yield from reports.reports_of(project, seed)
    others = [project for project in projects if project is not late]
    yield from stages.second_reports(city, others, seed)
    yield from stages.duplicates(city, others, seed)
    yield from stages.shares(city, projects, seed)
    yield from stages.listings(city, projects, seed)
    yield from courses.later_stages(projects, seed)
    yield from courses.yearly_plans(projects, seed)


def _whose_evidence_is_late(projects: list[Project]) -> Project:
    """A start recognised in the month that is reopened later."""
    for project in projects:
        recognised = project.start.recognised if project.start else None
        if project.fate is Fate.STARTED and recognised and Month.of(recognised) == REOPENED:
            return project
    raise DemoError(
        _("No project of this seed started in {}; take another.").format(REOPENED.label)
    )


def _enter_by_rounds(
    scene: Scene,
    placed: Placed,
    entries: list[Entry],
    withdrawals: list[Withdrawal],
    tell: Tell,
) -> None:
    begin, month = dt.date.min, feeds.FIRST
    monthly = feeds.months_of(scene.firms, scene.seed)
    for end, close in ROUNDS:
        _enter([each for each in entries if begin < each.known_on <= end], scene.seed)
        last = close or Month(YEAR, 12)
        if last.ordinal >= month.ordinal:
            feeds.keep_months(monthly, month, last)
            month = last + 1
        if close in SALES:
            sales.keep_sales(scene, placed, SALES[close])
        for each in withdrawals:
            if begin < each.known_on <= end:
                _withdraw(each)
        if close is not None:
            tell(_("Closing {}").format(close.label))
            _close(close)
        begin = end


def _close(month: Month) -> None:
    reason = "按时关账"
    if closing.latest_closed(month) is not None:
        reason = "一个项目的开工佐证在关账后送达"
        closing.reopen(month, actor=stages.BUREAU, reason=reason)
    closing.close(month, actor=stages.BUREAU, reason=reason)


def _enter(entries: list[Entry], seed: int) -> None:
    """One change set for each who enters: the bureau's reference data first, its additions last."""
    early = {"division", "chain", "enterprise", "project_list", *EARLY}
    sets: dict[tuple[int, str], list[Creation]] = {}
    for each in entries:
        mine = each.actor == stages.BUREAU
        turn = 0 if each.kind in early else 2 if mine else 1
        uid = uid_of(seed, each.kind, each.code)
        creation = Creation(each.kind, each.code, each.values, uid=uid)
        sets.setdefault((turn, each.actor), []).append(creation)
    for (_turn, actor), creations in sorted(sets.items(), key=lambda item: item[0]):
        apply_change_set(ChangeSet(creations=tuple(creations)), actor=actor, reason=REASON)


def _withdraw(each: Withdrawal) -> None:
    record = register_of(each.kind).model._default_manager.get(code=each.code)
    withdraw(
        each.kind,
        record.uid,
        record.version,
        actor=stages.BUREAU,
        reason=each.reason,
        on=each.known_on,
    )
