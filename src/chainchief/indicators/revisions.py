"""What became of the figures between two snapshots, and which records made the difference.

Told apart are a late arrival (the record was not there before), a correction (it was, in another
version), a withdrawal, a new definition, and a change elsewhere (a chain, a share, a list) that
lets an unchanged record count otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from chainchief.core.spans import Month, Span
from chainchief.core.units import Unit
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import all_sources
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.query_text import among, rows_read
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.describe.as_json import part_unit
from chainchief.indicators.figures import Contribution, Figure, Scope
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot


class Reason(StrEnum):
    LATE = "late"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DEFINITION = "definition"
    ELSEWHERE = "elsewhere"


#: What each reason is called where figures are told to differ.
CAUSES = {
    Reason.LATE: "late arrival",
    Reason.CORRECTED: "correction",
    Reason.WITHDRAWN: "withdrawal",
    Reason.DEFINITION: "new definition",
    Reason.ELSEWHERE: "change elsewhere",
}


@dataclass(frozen=True)
class Change:
    """One record's contribution to one part before and after; None where it has none."""

    kind: str
    uid: str
    code: str
    label: str
    part: str
    old: int | None
    new: int | None
    reason: Reason


@dataclass(frozen=True)
class Revision:
    """A figure that differs, with the records that made the difference."""

    old: Figure
    new: Figure
    changes: tuple[Change, ...]

    @property
    def new_definition(self) -> bool:
        return self.old.definition != self.new.definition


def unit_of(change: Change, code: str, catalogue: Catalogue, otherwise: Unit) -> Unit:
    """The unit of a change's amounts: that of the part it contributes to.

    The figure's own unit says nothing of it: what a growth in percent changed by is projects.
    """
    if code not in catalogue:
        return otherwise
    return part_unit(change.part, catalogue[code], catalogue)


def compare(
    older: Snapshot,
    newer: Snapshot,
    month: Month,
    *,
    catalogue: Catalogue,
    engine: Engine,
    older_catalogue: Catalogue | None = None,
    scopes: Iterable[Scope] | None = None,
    codes: Iterable[str] | None = None,
    span: Span | None = None,
    records: Iterable[str] = (),
) -> list[Revision]:
    """The figures that differ, in the order of the catalogue.

    `scopes` are the cells to compare, by default the city's; indicators that are about one record
    are compared for `records`. `older_catalogue` is the one by which the older figures were
    issued, where it is another.
    """
    comparison = _Comparison(older, newer, older_catalogue or catalogue, catalogue, engine)
    wanted = None if codes is None else list(codes)
    named = list(records)
    before = comparison.figures(older, comparison.old_catalogue, month, wanted, span, named)
    after = comparison.figures(newer, catalogue, month, wanted, span, named)
    cells = list(scopes) if scopes is not None else [Scope(after.territory.root)]
    return comparison.revisions(before, after, cells, named)


@dataclass(frozen=True)
class _Comparison:
    older: Snapshot
    newer: Snapshot
    old_catalogue: Catalogue
    catalogue: Catalogue
    engine: Engine
    #: One for each side, so that rows are read once for all cells.
    _tracers: dict[int, Tracer] = field(default_factory=dict)

    def figures(
        self,
        snapshot: Snapshot,
        catalogue: Catalogue,
        month: Month,
        codes: list[str] | None,
        span: Span | None,
        records: list[str],
    ) -> Figures:
        known = None if codes is None else [code for code in codes if code in catalogue]
        return figures_for(
            snapshot,
            month,
            catalogue=catalogue,
            engine=self.engine,
            codes=known,
            span=span,
            records=records,
        )

    def revisions(
        self, before: Figures, after: Figures, cells: list[Scope], records: list[str]
    ) -> list[Revision]:
        found = []
        for code in after.codes:
            if code in before.codes:
                for scope, record in self._cells_compared(code, cells, records):
                    found += self._revision(before, after, code, scope, record)
        return found

    def _cells_compared(
        self, code: str, cells: list[Scope], records: list[str]
    ) -> list[tuple[Scope | None, str]]:
        if self.catalogue[code].parameters:
            return [(None, record) for record in records]
        return [(scope, "") for scope in cells]

    def _revision(
        self, before: Figures, after: Figures, code: str, scope: Scope | None, record: str
    ) -> list[Revision]:
        old, new = before.get(code, scope, record), after.get(code, scope, record)
        if (old.value, old.parts) == (new.value, new.parts):
            return []
        changes = self._changes(
            self._lines_of(old, before, self.older),
            self._lines_of(new, after, self.newer),
            old.definition != new.definition,
        )
        return [Revision(old, new, tuple(changes))]

    def _lines_of(
        self, figure: Figure, figures: Figures, snapshot: Snapshot
    ) -> tuple[Contribution, ...]:
        key = id(figures)
        if key not in self._tracers:
            self._tracers[key] = Tracer(snapshot, figures.catalogue, self.engine, figures.territory)
        return self._tracers[key].receipt(figure).contributions

    def _changes(
        self,
        before: Iterable[Contribution],
        after: Iterable[Contribution],
        redefined: bool,
    ) -> list[Change]:
        """What differs between two receipts, part by part and record by record."""
        old, new = _by_record(before), _by_record(after)
        keys = sorted(old.keys() | new.keys(), key=lambda key: (key[0], _code(old, new, key)))
        unlike = [key for key in keys if _amount(old, key) != _amount(new, key)]
        versions = self._versions([line for key in unlike for line in _lines(old, new, key)])
        return [
            Change(
                kind=line.kind,
                uid=line.uid,
                code=line.code,
                label=line.label,
                part=line.part,
                old=_amount(old, key),
                new=_amount(new, key),
                reason=_reason(_lines(old, new, key), versions, redefined),
            )
            for key in unlike
            for line in _lines(old, new, key)[-1:]
        ]

    def _versions(self, lines: Iterable[Contribution]) -> "Versions":
        """The versions of the rows and entities behind `lines` in the older and newer snapshot."""
        uids: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            uids[line.row_kind].add(line.row_uid)
            uids[line.kind].add(line.uid)
        return Versions(
            *(
                {
                    (kind, row["row_uid"]): row["row_version"]
                    for kind, wanted in uids.items()
                    for row in self._rows(snapshot, kind, wanted)
                }
                for snapshot in (self.older, self.newer)
            )
        )

    def _rows(self, snapshot: Snapshot, kind: str, uids: set[str]) -> list[dict[str, object]]:
        tables = [source.name for source in all_sources().values() if source.row_kind == kind]
        found: list[dict[str, object]] = []
        for name in tables[:1]:
            chosen = among("row_uid", sorted(uids), self.engine.dialect)
            columns = ("row_uid", "row_version")
            found += rows_read(self.engine, snapshot, name, columns, where=chosen)
        return found


@dataclass(frozen=True)
class Versions:
    """(kind, uid) → version, in the older and in the newer snapshot."""

    old: dict[tuple[str, object], object]
    new: dict[tuple[str, object], object]


_Key = tuple[str, str, str]
_Lines = dict[_Key, Contribution]


def _by_record(lines: Iterable[Contribution]) -> _Lines:
    return {(line.part, line.kind, line.uid): line for line in lines}


def _lines(old: _Lines, new: _Lines, key: _Key) -> list[Contribution]:
    return [lines[key] for lines in (old, new) if key in lines]


def _code(old: _Lines, new: _Lines, key: _Key) -> str:
    return _lines(old, new, key)[-1].code


def _amount(lines: _Lines, key: _Key) -> int | None:
    return lines[key].contribution if key in lines else None


def _reason(lines: list[Contribution], versions: Versions, redefined: bool) -> Reason:
    """Why one record contributes otherwise, from what became of the rows that say so."""
    if redefined:
        return Reason.DEFINITION
    rows = {(line.row_kind, line.row_uid) for line in lines}
    rows |= {(line.kind, line.uid) for line in lines}
    if any(row in versions.old and row not in versions.new for row in rows):
        return Reason.WITHDRAWN
    if any(row in versions.new and row not in versions.old for row in rows):
        return Reason.LATE
    if any(versions.old.get(row) != versions.new.get(row) for row in rows):
        return Reason.CORRECTED
    return Reason.ELSEWHERE
