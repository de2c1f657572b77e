"""The file of links: who sells to whom, for how much, in which year, how certainly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chainchief.core.faults import FaultKind, Place
from chainchief.netio.faults import (
    NO_AMOUNT,
    NO_SUCH_YEAR,
    OWN_USE,
    SELF_LINK,
    SEVERAL_YEARS,
    SUMMED,
)
from chainchief.netio.files.cells import CheckedColumn
from chainchief.netio.files.firms import Firms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Links:
    """One entry per link, duplicates summed; `own_use` (per firm) is what was sold to oneself."""

    name: str
    supplier: Ints
    buyer: Ints
    amount: Floats
    confidence: Floats | None
    own_use: Floats
    year: int | None


def check_links(
    cells: CheckedColumn, firms: Firms, *, own_use: bool, year: int | None = None
) -> Links | None:
    """The links of a source; rows with a fault are left out, and the reading is refused later.

    `own_use`: a sale to oneself is allowed, and counted apart; otherwise it is a fault. `year`
    chooses among several years; by default the newest counts, and a warning says so.
    """
    if not cells.require("supplier", "buyer", "amount", *(() if year is None else ("year",))):
        return None
    supplier, buyer = firms.positions(cells, "supplier"), firms.positions(cells, "buyer")
    amount = cells.amounts("amount")
    confidence = cells.shares("confidence") if cells.has("confidence") else None
    chosen, kept = _of_year(cells, year)
    usable = kept & (supplier >= 0) & (buyer >= 0) & ~np.isnan(amount)
    itself = usable & (supplier == buyer)
    _report_own(cells, itself, own_use)
    _count(cells, NO_AMOUNT, usable & (amount == 0.0))
    between = usable & ~itself
    _report_repeated(cells, np.where(between, supplier * len(firms) + buyer, -1))
    own = np.bincount(supplier[itself], weights=amount[itself], minlength=len(firms))
    return Links(
        name=cells.source.name,
        supplier=supplier[between],
        buyer=buyer[between],
        amount=amount[between],
        confidence=None if confidence is None else confidence[between],
        own_use=own.astype(np.float64),
        year=chosen,
    )


def _of_year(cells: CheckedColumn, year: int | None) -> tuple[int | None, NDArray[np.bool_]]:
    """The year used, and the rows that are of it."""
    if not cells.has("year"):
        return None, np.ones(cells.source.rows, dtype=bool)
    years = cells.whole("year")
    there = sorted({int(y) for y in np.unique(years[~np.isnan(years)])})
    if not there:
        return year, np.zeros(cells.source.rows, dtype=bool)
    chosen = there[-1] if year is None else year
    place, listed = Place(file=cells.source.name, column="year"), ", ".join(map(str, there))
    if chosen not in there:
        cells.findings.add(NO_SUCH_YEAR, place, year=year, years=listed)
    elif len(there) > 1 and year is None:
        cells.findings.add(SEVERAL_YEARS, place, count=len(there), years=listed, chosen=chosen)
    return chosen, years == chosen


def _report_own(cells: CheckedColumn, itself: NDArray[np.bool_], allowed: bool) -> None:
    if allowed:
        _count(cells, OWN_USE, itself)
    else:
        cells.report(SELF_LINK, "buyer", itself, cells.text("buyer"))


def _report_repeated(cells: CheckedColumn, key: Ints) -> None:
    order = np.argsort(key, kind="stable")
    again = np.zeros(key.size, dtype=bool)
    again[order[1:]] = (key[order[1:]] == key[order[:-1]]) & (key[order[1:]] >= 0)
    _count(cells, SUMMED, again)


def _count(cells: CheckedColumn, kind: FaultKind, rows: NDArray[np.bool_]) -> None:
    """One warning for all of `rows`."""
    if rows.any():
        first = cells.source.line(int(np.argmax(rows)))
        place = Place(file=cells.source.name)
        cells.findings.add(kind, place, count=int(rows.sum()), first=first)
