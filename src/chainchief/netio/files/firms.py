"""The file of firms: id, industry, and what else is known of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chainchief.core.choices import alike
from chainchief.netio.faults import BLANK, DUPLICATE_FIRM, UNKNOWN_FIRM
from chainchief.netio.files.cells import CheckedColumn
from chainchief.netio.files.findings import Near
from chainchief.netio.files.source import is_blank, truth_of, values_of

Floats = NDArray[np.float64]

#: Names compared when a near one is sought: comparing with a million takes seconds.
COMPARED = 20_000


@dataclass(frozen=True, eq=False)
class Firms:
    """One entry per firm in every array; None where the file has no such column."""

    name: str
    ids: pa.Array
    industry: NDArray[np.int64]
    industry_names: list[str]
    revenue: Floats | None
    costs: Floats | None
    weight: Floats | None
    division: NDArray[np.object_] | None
    chain: NDArray[np.object_] | None
    local: NDArray[np.bool_] | None

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def listed(self) -> list[str]:
        return [str(name) for name in self.ids.to_pylist()]

    def positions(self, cells: CheckedColumn, column: str) -> NDArray[np.int64]:
        """Positions of the ids of a column among the firms; −1, and a fault, where nowhere."""
        values = cells.text(column)
        found = _positions_in(values, self.ids)
        blank = is_blank(values)
        cells.report(BLANK, column, blank, values)
        unknown = np.flatnonzero((found < 0) & ~blank)
        if unknown.size:
            self._report_unknown(cells, column, unknown, values)
        return found

    def _report_unknown(
        self, cells: CheckedColumn, column: str, rows: NDArray[np.int64], values: pa.Array
    ) -> None:
        named: Sequence[str] = values.take(pa.array(rows)).to_pylist()
        facts = {
            value: {"near": Near(self.near(value)), "firms": self.name}
            for value in islice(dict.fromkeys(named), 100)
        }
        cells.findings.add_rows(UNKNOWN_FIRM, cells.source, column, rows.tolist(), named, facts)

    def near(self, value: str) -> str | None:
        """A firm id like `value`, if there is one."""
        return next(iter(alike(value, self.listed[:COMPARED], most=1)), None)


def check_firms(cells: CheckedColumn) -> Firms | None:
    """The firms of a source; None where a required column is missing."""
    if not cells.require("id", "industry"):
        return None
    ids = cells.filled("id")
    _report_duplicates(cells, ids)
    industry = cells.filled("industry").dictionary_encode()
    return Firms(
        name=cells.source.name,
        ids=ids,
        industry=values_of(industry.indices, np.int32).astype(np.int64),
        industry_names=industry.dictionary.to_pylist(),
        revenue=_optional_amounts(cells, "revenue", blank_allowed=True),
        costs=_optional_amounts(cells, "costs", blank_allowed=True),
        weight=_optional_amounts(cells, "weight", blank_allowed=False),
        division=_optional_text(cells, "division"),
        chain=_optional_text(cells, "chain"),
        local=cells.flags("local") if cells.has("local") else None,
    )


def _positions_in(values: pa.Array, ids: pa.Array) -> NDArray[np.int64]:
    """Where each value stands in `ids`, −1 where nowhere."""
    found = pc.index_in(values, ids)
    places = values_of(found, np.int32).astype(np.int64)
    if found.null_count:
        places[truth_of(pc.is_null(found))] = -1
    return places


def _optional_amounts(cells: CheckedColumn, column: str, *, blank_allowed: bool) -> Floats | None:
    return cells.amounts(column, blank_allowed=blank_allowed) if cells.has(column) else None


def _optional_text(cells: CheckedColumn, column: str) -> NDArray[np.object_] | None:
    if not cells.has(column):
        return None
    return np.array(cells.text(column).to_pylist(), dtype=object)


def _report_duplicates(cells: CheckedColumn, ids: pa.Array) -> None:
    first = values_of(pc.index_in(ids, pc.unique(ids)), np.int32)
    places = np.full(len(pc.unique(ids)), -1, dtype=np.int64)
    # The first row of each id: writing backwards leaves the earliest.
    places[first[::-1]] = np.arange(len(ids))[::-1]
    again = np.flatnonzero((places[first] != np.arange(len(ids))) & ~is_blank(ids))
    if not again.size:
        return
    values = ids.take(pa.array(again)).to_pylist()
    facts = {
        value: {"first": cells.source.line(int(places[first[row]]))}
        for value, row in zip(values, again, strict=True)
    }
    cells.findings.add_rows(DUPLICATE_FIRM, cells.source, "id", again.tolist(), values, facts)
