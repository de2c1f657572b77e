"""Everything that is looked at before the rows of a feed's file are kept."""

from dataclasses import replace
from functools import cached_property

import pyarrow as pa

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind, Place, Severity, declare
from chainchief.core.i18n import _
from chainchief.intake.feeds.cells import read_cells
from chainchief.intake.feeds.files import Sheet
from chainchief.intake.files.faults import NO_ROWS
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.declared import Feed, FeedColumn
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation.faults import UNKNOWN_REFERENCE

HEAD_MISSING = declare(
    "CHK-230",
    why="the column “{name}” is missing; there are: {found}",
    remedy="add the column, with this head",
)
HEAD_UNKNOWN = declare(
    "CHK-231",
    why="this feed has no such column, so it is left out; it has: {choices}",
    remedy="check that it was not meant for one of them",
    severity=Severity.WARNING,
)
HEAD_TWICE = declare("CHK-232", why="two columns have this head", remedy="keep one of them")
NEITHER = declare(
    "CHK-234",
    why="neither a code nor “{instead}” says which firm is meant",
    remedy="write the code of a firm of the ledger, or the name of one from elsewhere",
)
KEY_TWICE = declare(
    "CHK-235",
    why="line {first} says the same of {key} already",
    remedy="keep one of the two lines",
)
SELF_SALE = declare("CHK-236", why="a firm cannot be its own supplier", remedy="take the line out")
NOBODY_LOCAL = declare(
    "CHK-237",
    why="neither firm is one of the ledger's, so the line says nothing of the city",
    remedy="take the line out, or write the code of the firm that is the city's",
)


class FeedCheck:
    """All that is looked at before the rows of a file are kept."""

    def __init__(self, feed: Feed, file: str, sheet: Sheet) -> None:
        self.feed, self.file, self.sheet = feed, file, sheet
        self.faults: list[Fault] = []
        self.table: pa.Table | None = None

    @property
    def accepted(self) -> bool:
        return all(fault.is_warning for fault in self.faults)

    def run(self) -> "FeedCheck":
        self._heads()
        if not self.accepted:
            return self
        if not self.sheet.lines:
            self.faults.append(Fault(NO_ROWS, Place(file=self.file)))
            return self
        cells = {name: self._column(name, column) for name, column in self.feed.columns.items()}
        self._references(cells)
        self._firms(cells)
        self._keys(cells)
        if self.accepted:
            schema = batches.schema_of(self.feed)
            self.table = pa.table(
                {n: pa.array(v, schema.field(n).type) for n, v in cells.items()}, schema
            )
        return self

    @cached_property
    def _by_head(self) -> dict[str, str]:
        """Column → head of the file: its machine name, or its label in either language."""
        heads = {}
        for name, column in self.feed.columns.items():
            label = _(column.label)
            unit = f"({column.unit})" if column.unit else ""
            for head in (name, label, f"{label}{unit}", f"{name}{unit}"):
                if head in self.sheet.columns:
                    heads[name] = head
        return heads

    def _heads(self) -> None:
        for fault in self.sheet.faults:
            self.faults.append(replace(fault, place=replace(fault.place, file=self.file)))
        for head in self.sheet.twice:
            self.faults.append(Fault(HEAD_TWICE, Place(self.file, line=1, column=head)))
        for name, column in self.feed.columns.items():
            needed = column.required or (column.instead and column.instead not in self._by_head)
            if needed and name not in self._by_head:
                there = listed(head for head in self.sheet.columns if head) or "—"
                facts = {"name": name, "found": there}
                self.faults.append(Fault(HEAD_MISSING, Place(self.file, line=1), facts=facts))
        for head in self.sheet.columns:
            if head and head not in self._by_head.values():
                facts = {"choices": listed(self.feed.columns)}
                place = Place(self.file, line=1, column=head)
                self.faults.append(Fault(HEAD_UNKNOWN, place, facts=facts))

    def _column(self, name: str, column: FeedColumn) -> list[object]:
        head = self._by_head.get(name)
        texts = self.sheet.columns[head] if head else [""] * len(self.sheet.lines)
        values, faults = read_cells(column, texts)
        for position, kind, facts in faults:
            self._add(kind, position, name, texts[position], **facts)
        return values

    def _add(
        self, kind: FaultKind, position: int, name: str, value: str, /, **facts: object
    ) -> None:
        place = Place(self.file, line=self.sheet.lines[position], column=name)
        self.faults.append(Fault(kind, place, value, facts))

    def _references(self, cells: dict[str, list[object]]) -> None:
        for name, column in self.feed.columns.items():
            if column.refers:
                known = self._known(column.refers)
                title = register_of(column.refers).name
                for position, code in enumerate(cells[name]):
                    if code and code not in known:
                        self._add(UNKNOWN_REFERENCE, position, name, str(code), kind=title, hint="")

    def _known(self, kind: str) -> set[str]:
        records = register_of(kind).model._default_manager.filter(withdrawn_on=None)
        return set(records.values_list("code", flat=True))

    def _firms(self, cells: dict[str, list[object]]) -> None:
        """Where firms may be from elsewhere: both are named, they differ, one is the city's."""
        either = [(name, c.instead) for name, c in self.feed.columns.items() if c.instead]
        for position in range(len(self.sheet.lines)) if either else ():
            named = [(cells[name][position], cells[other][position]) for name, other in either]
            unnamed = [pair for pair, firm in zip(either, named, strict=True) if not any(firm)]
            for name, other in unnamed:
                self._add(NEITHER, position, name, "", instead=other)
            if not unnamed and len(set(named)) < len(named):
                self._add(SELF_SALE, position, either[-1][0], str(named[0][0] or named[0][1]))
            elif not unnamed and not any(code for code, _name in named):
                self._add(NOBODY_LOCAL, position, either[0][0], "")

    def _keys(self, cells: dict[str, list[object]]) -> None:
        first: dict[tuple[object, ...], int] = {}
        for position, key in enumerate(zip(*(cells[name] for name in self.feed.key), strict=True)):
            if key in first:
                key_in_words = listed(str(part) for part in key if part not in (None, ""))
                line = self.sheet.lines[first[key]]
                self._add(
                    KEY_TWICE, position, self.feed.key[0], str(key[0]), first=line, key=key_in_words
                )
            else:
                first[key] = position
