"""Build the demo city: what became known, round by round, with a month closed after each round."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.demo import marker, reference
from chainchief.demo.chance import uid_of
from chainchief.demo.city import City, load
from chainchief.demo.errors import DemoError
from chainchief.demo.events import banking
from chainchief.demo.firm_data import chains, months, sales
from chainchief.demo.firm_data.chains import Placed
from chainchief.demo.happenings import Scene
from chainchief.demo.marker import Marker
from chainchief.demo.people import settling
from chainchief.demo.projects import courses, funds, lateness, reports, stages
from chainchief.demo.projects.fates import YEAR, Fate, Project, projects_of
from chainchief.demo.projects.lateness import LateRecords
from chainchief.demo.projects.stages import BUREAU, Documents
from chainchief.demo.records import Correction, DemoRecord, Withdrawal
from chainchief.demo.rounds import LATE_EVIDENCE, Round, rounds
from chainchief.demo.viewers import acting
from chainchief.demo.world import EARLY, everything_else, scene_of
from chainchief.dispatch import closing
from chainchief.ledger import evidence
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
    documents = _evidence_files(city)
    scene = scene_of(city, documents, seed, scale)
    projects = projects_of(city, scene.firms, seed)
    placed = chains.placed(scene)
    records = [*_records_of_projects(scene, projects), *everything_else(scene, projects, placed)]
    withdrawals = list(stages.withdrawals(projects))
    known = _nothing_of_withdrawn(lateness.with_late_records(records, seed), withdrawals)
    corrections = [*known.corrections, *banking.closings(records)]
    known = replace(known, corrections=corrections)
    _enter_by_rounds(scene, placed, known, withdrawals, tell)
    settling.settle(seed)
    marker.write(Marker(seed, scale, complete=True))
    return _built(wanted, made_now=True)


def _nothing_of_withdrawn(known: LateRecords, withdrawals: Iterable[Withdrawal]) -> LateRecords:
    """Without what would be reported of a project after it was withdrawn."""
    gone = {each.code: each.known_on for each in withdrawals if each.kind == "project"}

    def stands(each: DemoRecord) -> bool:
        return each.known_on <= gone.get(str(each.values.get("project")), dt.date.max)

    return replace(known, records=[each for each in known.records if stands(each)])


def _is_there(wanted: Marker) -> bool:
    marked = marker.read()
    if marked is None:
        if any(register.model._default_manager.exists() for register in all_registers().values()):
            raise DemoError(
                _(
                    "This home folder holds a ledger that is no demo; nothing was changed. "
                    "Set CHAINCHIEF_HOME to another folder for the demo city."
                )
            )
        return False
    if not marked.complete:
        raise DemoError(
            _("The demo city here is not complete; build it anew with `chainchief demo --force`.")
        )
    if (marked.seed, marked.scale) != (wanted.seed, wanted.scale):
        raise DemoError(
            _(
                "The demo city here was made with --seed {} --scale {:g}; "
                "to replace it, give --force."
            ).format(marked.seed, marked.scale)
        )
    return True


def _built(wanted: Marker, *, made_now: bool) -> Built:
    records = {
        kind: register.model._default_manager.count() for kind, register in all_registers().items()
    }
    closed = [act.snapshot for act in closing.closed_months()]
    return Built(wanted.seed, wanted.scale, records, closed, made_now)


def _records_of_projects(scene: Scene, projects: list[Project]) -> Iterator[DemoRecord]:
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
    reported: list[DemoRecord] = []
    for project in projects:
        for record in stages.records_of(project, documents):
            yield replace(record, known_on=LATE_EVIDENCE.end) if record.code == start else record
        of_months = list(reports.reports_of(project, seed))
        reported += of_months
        yield from of_months
    others = [project for project in projects if project is not late]
    standing = [project for project in projects if project.fate is not Fate.WITHDRAWN]
    yield from funds.records_of(standing, reported, seed)
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
    scene: Scene, placed: Placed, known: LateRecords, withdrawals: list[Withdrawal], tell: Tell
) -> None:
    begin, arrived = dt.date.min, months.FIRST
    monthly = months.months_of(scene.firms, scene.seed)
    for each in rounds(known.revisions):
        _enter(_between(begin, each.end, known.records), scene.seed)
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


def _enter(records: list[DemoRecord], seed: int) -> None:
    """One change set for each who enters: the bureau's reference data first, its additions last."""
    early = {"division", "chain", "enterprise", "project_list", *EARLY}
    sets: dict[tuple[int, str], list[Creation]] = {}
    for each in records:
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


def _evidence_files(city: City) -> Documents:
    """One file per unit as evidence of starts, and one per source of numbers; key → its code."""
    texts = {unit.code: f"{unit.name}项目开工佐证汇编" for unit in city.units}
    texts |= {
        "plan": "年度目标任务分解表",
        "statistics": "演示统计快讯",
        "furnished": f"{city.rows['furnished_by']}供数函",
        "consent": "企业融资信息查询授权书",
        "contract": "借款合同汇编",
        "receipt": "放款凭证汇编",
    }
    with tempfile.TemporaryDirectory() as folder:
        return {key: _stored(Path(folder), title) for key, title in texts.items()}


def _stored(folder: Path, title: str) -> str:
    file = folder / f"{title}(演示).txt"
    file.write_text(f"{title}\n\n演示数据,不是真实文件。\n", encoding="utf-8")
    return evidence.store(file, viewer=acting(BUREAU), reason="演示数据").code
