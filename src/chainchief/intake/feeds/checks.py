"""Everything that is looked at before the rows of a feed's file are kept."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind, Place, Severity, declare
from chainchief.core.i18n import _
from chainchief.intake.feeds.cells import ColumnReader
from chainchief.intake.feeds.files import Part, Sheet
from chainchief.intake.files.faults import NO_ROWS
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.declared import Feed
from chainchief.lake.feeds.tables import at_the_workbench
from chainchief.ledger.registers import register_of

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


TOO_MANY = declare(
    "CHK-238",
    why="more is wrong than is told (at most {count}); what stands further down was not looked at",
    remedy="mend what they have in common, then send the file again",
)
#: So many faults of one file are told: more of them only say the same of further lines.
MOST_FAULTS = 20_000


class FeedCheck:
    """All that is looked at before the rows of a file are kept, part by part."""

    def __init__(self, feed: Feed, file: str, sheet: Sheet) -> None:
        self.feed, self.file, self.sheet = feed, file, sheet
        self.faults: list[Fault] = []
        self.table: pa.Table | None = None
        self.rows = 0
        self._lines: list[np.ndarray] = []

    @property
    def accepted(self) -> bool:
        return all(fault.is_warning for fault in self.faults)

    def run(self) -> "FeedCheck":
        self._heads()
        if not self.accepted:
            return self
        tables = list(self._tables())
        if not self.rows:
            self.faults.append(Fault(NO_ROWS, Place(file=self.file)))
            return self
        table = pa.concat_tables(tables)
        if not self._is_full:
            self._keys(table)
        if self._is_full:
            facts = {"count": f"{MOST_FAULTS:,}"}
            self.faults.append(Fault(TOO_MANY, Place(file=self.file), facts=facts))
        if self.accepted:
            self.table = table
        return self

    @property
    def _is_full(self) -> bool:
        return len(self.faults) >= MOST_FAULTS

    def _tables(self) -> Iterator[pa.Table]:
        """The rows of each part as stored values; no further part once there are many faults."""
        schema = batches.schema_of(self.feed)
        readers = {
            name: ColumnReader(column, self._known(column.refers) if column.refers else None)
            for name, column in self.feed.columns.items()
        }
        for part in self.sheet.parts:
            if not len(part.lines) or self._is_full:
                continue
            self.rows += len(part.lines)
            self._lines.append(np.asarray(part.lines))
            cells = {name: self._column(name, reader, part) for name, reader in readers.items()}
            self._firms(cells, part)
            yield pa.table(cells, schema)

    @cached_property
    def _by_head(self) -> dict[str, str]:
        """Column → head of the file: its machine name, or its label in either language."""
        heads = {}
        for name, column in self.feed.columns.items():
            label = _(column.label)
            unit = f"({column.unit})" if column.unit else ""
            for head in (name, label, f"{label}{unit}", f"{name}{unit}"):
                if head in self.sheet.heads:
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
                there = listed(head for head in self.sheet.heads if head) or "—"
                facts = {"name": name, "found": there}
                self.faults.append(Fault(HEAD_MISSING, Place(self.file, line=1), facts=facts))
        for head in self.sheet.heads:
            if head and head not in self._by_head.values():
                facts = {"choices": listed(self.feed.columns)}
                place = Place(self.file, line=1, column=head)
                self.faults.append(Fault(HEAD_UNKNOWN, place, facts=facts))

    def _column(self, name: str, reader: ColumnReader, part: Part) -> pa.Array:
        head = self._by_head.get(name)
        if head is None:
            blank = pa.scalar(reader.empty, reader.type)
            return pa.repeat(blank, len(part.lines))
        read = reader.read(part.columns[head])
        for position, text, kind, facts in read.faults():
            if self._is_full:
                break
            self._add(kind, int(part.lines[position]), name, text, **facts)
        return read.values

    def _add(self, kind: FaultKind, line: int, name: str, value: str, /, **facts: object) -> None:
        place = Place(self.file, line=line, column=name)
        self.faults.append(Fault(kind, place, value, facts))

    def _known(self, kind: str) -> set[str]:
        records = register_of(kind).model._default_manager.filter(withdrawn_on=None)
        return set(records.values_list("code", flat=True))

    def _firms(self, cells: dict[str, pa.Array], part: Part) -> None:
        """Where firms may be from elsewhere: both are named, they differ, one is the city's."""
        either = [(name, c.instead) for name, c in self.feed.columns.items() if c.instead]
        if not either:
            return
        (first, first_name), (second, second_name) = either
        is_blank = {name: np.array(pc.equal(cells[name], "")) for pair in either for name in pair}
        unnamed = [is_blank[code] & is_blank[name] for code, name in either]
        all_named = ~(unnamed[0] | unnamed[1])
        same = np.array(pc.equal(cells[first], cells[second]))
        same &= np.array(pc.equal(cells[first_name], cells[second_name]))
        nobody = is_blank[first] & is_blank[second]
        for (code, name), bad in zip(either, unnamed, strict=True):
            for at in self._some(bad):
                self._add(NEITHER, int(part.lines[at]), code, "", instead=name)
        for at in self._some(all_named & same):
            value = cells[first][at].as_py() or cells[first_name][at].as_py()
            self._add(SELF_SALE, int(part.lines[at]), second, str(value))
        for at in self._some(all_named & ~same & nobody):
            self._add(NOBODY_LOCAL, int(part.lines[at]), first, "")

    def _some(self, bad: np.ndarray) -> list[int]:
        """The positions of what is bad, as many as may still be told."""
        found = np.flatnonzero(bad)[: max(0, MOST_FAULTS - len(self.faults))]
        return [int(position) for position in found]

    def _keys(self, table: pa.Table) -> None:
        """Rows that say again what an earlier one says, each with the line of the first."""
        lines = pa.array(np.concatenate(self._lines))
        keyed = table.select(self.feed.key).append_column("line", lines)
        key = ", ".join(self.feed.key)
        same_key = " AND ".join(
            f"keyed.{name} IS NOT DISTINCT FROM twice.{name}" for name in self.feed.key
        )
        # Every name in it is one that the feed declares; nothing of a file gets into the text.
        query = f"""
            WITH twice AS (
                SELECT {key}, min(line) AS first_line FROM keyed GROUP BY {key} HAVING count(*) > 1
            )
            SELECT keyed.line, first_line, {", ".join(f"keyed.{name}" for name in self.feed.key)}
            FROM keyed JOIN twice ON {same_key}
            WHERE line > first_line ORDER BY line LIMIT {MOST_FAULTS - len(self.faults)}
        """  # noqa: S608
        with at_the_workbench(keyed=keyed) as workbench:
            found = workbench.execute(query).fetchall()
        for line, first, *parts in found:
            in_words = listed(str(part) for part in parts if part not in (None, ""))
            self._add(KEY_TWICE, line, self.feed.key[0], str(parts[0]), first=first, key=in_words)
