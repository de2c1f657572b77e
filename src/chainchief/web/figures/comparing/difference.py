"""What stands between two receipts of one figure: of two snapshots, or of two months.

Of one month the causes are told as revisions have them (late, corrected, withdrawn); between two
months records come, go and change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.figures import Contribution, Figure, Receipt, Scope
from chainchief.indicators.receipts.building import receipt_for
from chainchief.indicators.receipts.naming import names_records
from chainchief.indicators.revisions import CAUSES, Change, compare
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.web.figures.amounts import amount, unit_of
from chainchief.web.figures.charts.drawing import Chart
from chainchief.web.figures.charts.waterfall import Move, waterfall_chart
from chainchief.web.figures.comparing.changes import ChangeLine
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.receipt_tables import part_name
from chainchief.web.figures.speech import spoken
from chainchief.web.frame.visible import doors

#: Records told one by one; the rest by their number.
MOST_SHOWN = 30


@dataclass(frozen=True)
class Step:
    """From one receipt to another: the figure before and after, and the records between."""

    title: str
    before: str
    after: str
    lines: list[ChangeLine]
    more: str
    chart: Chart | None = None

    @property
    def is_change(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True)
class _Moved:
    """One record's contribution to a part on either side; None where it has none."""

    kind: str
    uid: str
    code: str
    label: str
    part: str
    old: int | None
    new: int | None
    cause: str


def between_snapshots(
    numbers: Numbers,
    ends: tuple[Snapshot, Snapshot],
    code: str,
    scope: Scope,
    viewer: Viewer,
    title: str,
    key: str = "why",
) -> list[Step]:
    """The same month by two snapshots; nothing where the figure is the same in both."""
    older, newer = ends
    if older.manifest_hash == newer.manifest_hash:
        return []
    found = compare(
        older,
        newer,
        numbers.month,
        catalogue=numbers.catalogue,
        engine=duckdb_engine(),
        codes=[code],
        scopes=[scope],
    )
    return [
        _step(
            title,
            (each.old, each.new),
            [_of(change) for change in each.changes],
            numbers,
            viewer,
            key,
        )
        for each in found
    ]


def _of(change: Change) -> _Moved:
    return _Moved(
        change.kind,
        change.uid,
        change.code,
        change.label,
        change.part,
        change.old,
        change.new,
        _(CAUSES[change.reason]),
    )


def between_months(
    before: Numbers, after: Numbers, code: str, scope: Scope, viewer: Viewer, title: str
) -> Step:
    """The receipts of two months beside each other."""
    engine = duckdb_engine()
    old, new = (
        receipt_for(each.figures.get(code, scope), each.snapshot, each.catalogue, engine)
        for each in (before, after)
    )
    return _step(title, (old.figure, new.figure), list(_moved(old, new)), after, viewer, "why")


def _moved(old: Receipt, new: Receipt) -> Iterable[_Moved]:
    """The records whose contributions differ, by code."""
    was, now = _by_record(old.contributions), _by_record(new.contributions)
    lines = {_key(line): line for line in (*old.contributions, *new.contributions)}
    for key in sorted(was.keys() | now.keys(), key=lambda key: (key[0], lines[key].code)):
        before, after = was.get(key, 0), now.get(key, 0)
        if before != after:
            line = lines[key]
            cause = _("came in") if key not in was else _("no longer") if key not in now else ""
            yield _Moved(
                line.kind,
                line.uid,
                line.code,
                line.label,
                line.part,
                was.get(key),
                now.get(key),
                cause or _("changed"),
            )


_Key = tuple[str, str, str]


def _by_record(lines: Iterable[Contribution]) -> dict[_Key, int]:
    found: dict[_Key, int] = {}
    for line in lines:
        found[_key(line)] = found.get(_key(line), 0) + line.contribution
    return found


def _key(line: Contribution) -> _Key:
    return line.part, line.kind, line.uid


def _step(
    title: str,
    ends: tuple[Figure, Figure],
    moved: list[_Moved],
    numbers: Numbers,
    viewer: Viewer,
    key: str,
) -> Step:
    old, new = ends
    shown = moved[:MOST_SHOWN]
    known = doors(((each.kind, each.uid) for each in shown), viewer)
    indicator = numbers.catalogue[new.code]
    shown = [_as_named(each, indicator, known) for each in shown]
    left = len(moved) - MOST_SHOWN
    return Step(
        title,
        spoken(old.display) or "—",
        spoken(new.display) or "—",
        [_line(each, new, numbers, known) for each in shown],
        ngettext("and {} more record", "and {} more records", left).format(left)
        if left > 0
        else "",
        waterfall_chart(key, old, new, _moves(moved), numbers, f"{new.name} {title}"),
    )


def _as_named(each: _Moved, indicator: Indicator, known: Mapping[tuple[str, str], str]) -> _Moved:
    """Without code and name, where neither the figure nor the record opens them."""
    if names_records(indicator, each.kind) or (each.kind, each.uid) in known:
        return each
    return replace(each, code="", label=_("a record that is not named here"))


def _moves(moved: Iterable[_Moved]) -> list[Move]:
    """What each cause moved: in words of the reader, in the order in which they first appear."""
    sums: dict[str, int] = {}
    for each in moved:
        sums[each.cause] = sums.get(each.cause, 0) + (each.new or 0) - (each.old or 0)
    return [Move(cause, steps) for cause, steps in sums.items()]


def _line(
    each: _Moved, figure: Figure, numbers: Numbers, known: Mapping[tuple[str, str], str]
) -> ChangeLine:
    of = unit_of(figure, each.part, numbers.catalogue)
    before, after = (
        "—" if steps is None else spoken(f"{amount(steps, of)} {of}")
        for steps in (each.old, each.new)
    )
    part = part_name(each.part) if len(figure.parts) > 1 else ""
    address = known.get((each.kind, each.uid), "")
    return ChangeLine(each.code, each.label, before, after, each.cause, address, part)
