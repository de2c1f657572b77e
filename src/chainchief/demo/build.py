"""Build the demo city: what became known, round by round, with a month closed after each round."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.demo import marker, reference
from chainchief.demo.chance import uid_of
from chainchief.demo.city import load
from chainchief.demo.documents import store_documents
from chainchief.demo.entries import Correction, DemoRecord, Withdrawal
from chainchief.demo.errors import DemoError
from chainchief.demo.firm_data import chains, months, sales
from chainchief.demo.firm_data.chains import Placed
from chainchief.demo.happenings import Scene
from chainchief.demo.marker import Marker
from chainchief.demo.people import settling
from chainchief.demo.projects import courses, lateness, reports, stages
from chainchief.demo.projects.fates import YEAR, Fate, Project, projects_of
from chainchief.demo.projects.lateness import LateEntries
from chainchief.demo.rounds import LATE_EVIDENCE, Round, rounds
from chainchief.demo.viewers import acting
from chainchief.demo.world import EARLY, everything_else, scene_of
from chainchief.dispatch import closing
from chainchief.ledger.actions import apply_change_set, withdraw
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.registers import all_registers, register_of

DEFAULT_SEED = 20231130
REASON = "演示数据"
#: With the closing of which month the sales of which year come in.
SALES = {Month(YEAR - 1, 12): YEAR - 1, Month(YEAR, 9): YEAR}
Tell = Callable[[str], None]
Known = TypeVar("Known", DemoRecord, Correction, Withdrawal)


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
    placed = chains.placed(scene)
    entries = [*_entries(scene, projects), *everything_else(scene, projects, placed)]
    withdrawals = list(stages.withdrawals(projects))
    known = _nothing_of_withdrawn(lateness.told(entries, seed), withdrawals)
    _enter_by_rounds(scene, placed, known, withdrawals, tell)
    settling.settle(seed)
    marker.write(Marker(seed, scale, complete=True))
    return _built(wanted, made_now=True)


def _nothing_of_withdrawn(known: LateEntries, withdrawals: Iterable[Withdrawal]) -> LateEntries:
    """Without what would be reported of a project after it was withdrawn."""
    gone = {each.code: each.known_on for each in withdrawals if each.kind == "project"}

    def stands(each: DemoRecord) -> bool:
        return each.known_on <= gone.get(str(each.values.get("project")), dt.date.max)

    return replace(known, entries=[each for each in known.entries if stands(each)])


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


def _entries(scene: Scene, projects: list[Project]) -> Iterator[DemoRecord]:
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
            yield replace(entry, known_on=LATE_EVIDENCE.end) if entry.code == start else entry
        yield from reports.reports_of(project, seed)
    others = [project for project in projects if project is not late]
    yield from stages.second_reports(city, others, seed)
    yield from stages.duplicates(city, others, seed)
    yield from stages.shares(city, projects, seed)
    yield from stages.listings(city, projects, seed)
    yield from courses.later_stages(projects, seed)
    yield from courses.yearly_plans(projects, seed)


def _whose_evidence_is_late(projects: list[Project]) -> Project:
    """A start recognised in the month that is reopened for it."""
    for project in projects:
        recognised = project.start.recognised if project.start else None
        if (
            project.fate is Fate.STARTED
            and recognised
            and Month.of(recognised) == LATE_EVIDENCE.month
        ):
            return project
    raise DemoError(
        _("No project of this seed started in {}; take another.").format(LATE_EVIDENCE.month)
    )


def _enter_by_rounds(
    scene: Scene, placed: Placed, known: LateEntries, withdrawals: list[Withdrawal], tell: Tell
) -> None:
    begin, arrived = dt.date.min, months.FIRST
    monthly = months.months_of(scene.firms, scene.seed)
    for each in rounds(known.revisions):
        _enter(_between(begin, each.end, known.entries), scene.seed)
        last = each.month or Month(YEAR, 12)
        if last.ordinal >= arrived.ordinal:
            months.keep_months(monthly, arrived, last)
            arrived = last + 1
        if each.month in SALES and not each.revises:
            sales.keep_sales(scene, placed, SALES[each.month])
        for correction in _between(begin, each.end, known.corrections):
            _correct(correction, scene.seed)
        for withdrawal in _between(begin, each.end, withdrawals):
            _withdraw(withdrawal)
        if each.month is not None:
            tell(_("Closing {}").format(each.month.label))
            _close(each.month, each)
        begin = each.end


def _between(after: dt.date, until: dt.date, all_of_them: Iterable[Known]) -> list[Known]:
    return [each for each in all_of_them if after < each.known_on <= until]


def _close(month: Month, at: Round) -> None:
    if at.revises:
        closing.reopen(month, viewer=acting(stages.BUREAU), reason=at.reason)
    closing.close(month, viewer=acting(stages.BUREAU), reason=at.reason)


def _enter(entries: list[DemoRecord], seed: int) -> None:
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
        apply_change_set(ChangeSet(creations=tuple(creations)), viewer=acting(actor), reason=REASON)


def _correct(each: Correction, seed: int) -> None:
    uid = uid_of(seed, each.kind, each.code)
    change = Revision(each.kind, uid, 1, each.values)
    apply_change_set(ChangeSet(revisions=(change,)), viewer=acting(each.actor), reason=each.reason)


def _withdraw(each: Withdrawal) -> None:
    record = register_of(each.kind).model._default_manager.get(code=each.code)
    withdraw(
        each.kind,
        record.uid,
        record.version,
        viewer=acting(stages.BUREAU),
        reason=each.reason,
        on=each.known_on,
    )
