"""The files beside a network: final demand, shocks, and classes of essential inputs."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chainchief.core.choices import alike
from chainchief.core.faults import Place
from chainchief.netio.faults import (
    AFTER_THE_END,
    BAD_CLASS,
    CONTRADICTION,
    DEMAND_SUMMED,
    NO_DEMAND,
    SPENDS_MORE,
    UNKNOWN_INDUSTRY,
)
from chainchief.netio.files.cells import CheckedColumn
from chainchief.netio.files.findings import Findings, Near
from chainchief.netio.files.firms import Firms
from chainchief.netio.files.links import Links
from chainchief.netio.files.source import read_source
from chainchief.network.cascade.essential import EssentialClasses
from chainchief.network.simulation.shock import Shock

Floats = NDArray[np.float64]


def _cells(path: Path, findings: Findings, *columns: str) -> CheckedColumn | None:
    source = read_source(path, findings)
    if source is None:
        return None
    cells = CheckedColumn(source, findings)
    return cells if cells.require(*columns) else None


def read_demand(path: Path, firms: Firms, findings: Findings) -> Floats:
    """(n,) final demand per day; rows of one firm are added up, firms without a row have 0."""
    final = np.zeros(len(firms))
    cells = _cells(path, findings, "id", "amount")
    if cells is None:
        return final
    position = firms.positions(cells, "id")
    amount = cells.amounts("amount")
    usable = (position >= 0) & ~np.isnan(amount)
    np.add.at(final, position[usable], amount[usable])
    place, rows = Place(file=cells.source.name), np.flatnonzero(usable)
    named, seen = np.unique(position[rows], return_index=True)
    if named.size < rows.size:
        first = cells.source.line(int(np.delete(rows, seen)[0]))
        findings.add(DEMAND_SUMMED, place, count=rows.size - named.size, first=first)
    without = len(firms) - named.size
    if without:
        findings.add(NO_DEMAND, place, count=without, firms=len(firms))
    return final


@dataclass(frozen=True)
class _Rows:
    position: NDArray[np.int64]
    day: NDArray[np.int64]
    share: Floats


def read_shock(path: Path, firms: Firms, days: int, findings: Findings) -> Shock:
    """Recovery schedules: from `day` on, firm `id` has lost `share`, until its next row."""
    cells = _cells(path, findings, "id", "day", "share")
    if cells is None:
        return Shock.none()
    position, day = firms.positions(cells, "id"), cells.whole("day")
    share = cells.shares("share")
    usable = np.flatnonzero((position >= 0) & ~np.isnan(day) & ~np.isnan(share))
    rows = _Rows(position[usable], day[usable].astype(np.int64), share[usable])
    _report_contradictions(cells, firms, rows, usable)
    late = np.flatnonzero(rows.day >= days)
    if late.size:
        place = Place(file=cells.source.name, column="day")
        first = cells.source.line(int(usable[late[0]]))
        findings.add(AFTER_THE_END, place, count=late.size, last=days - 1, first=first)
    return Shock(rows.position, rows.day, rows.share)


def _report_contradictions(
    cells: CheckedColumn, firms: Firms, rows: _Rows, lines: NDArray[np.int64]
) -> None:
    """Two shares for one firm and day: which one was meant cannot be guessed."""
    seen: dict[tuple[int, int], int] = {}
    for at, key in enumerate(zip(rows.position.tolist(), rows.day.tolist(), strict=True)):
        first = seen.setdefault(key, at)
        if rows.share[first] != rows.share[at]:
            line = cells.source.line(int(lines[at]))
            cells.findings.add(
                CONTRADICTION,
                Place(file=cells.source.name, line=line, column="share"),
                f"{rows.share[at]:g}",
                first=cells.source.line(int(lines[first])),
                other=f"{rows.share[first]:g}",
                key=f"id, day = {firms.listed[key[0]]}, {key[1]}",
            )


def read_classes(path: Path, firms: Firms, default: int, findings: Findings) -> EssentialClasses:
    """Classes per pair of industries; pairs not listed take `default`."""
    cells = _cells(path, findings, "input_industry", "buyer_industry", "class")
    if cells is None:
        return EssentialClasses(default)
    ends = [cells.filled(c).to_pylist() for c in ("input_industry", "buyer_industry")]
    given = cells.text("class").to_pylist()
    wrong = np.array([value not in ("0", "1", "2") for value in given])
    cells.report(BAD_CLASS, "class", wrong, cells.text("class"))
    pairs: dict[tuple[Hashable, Hashable], int] = {}
    lines: dict[tuple[str, str], int] = {}
    for row, (source, target, value) in enumerate(zip(*ends, given, strict=True)):
        if wrong[row]:
            continue
        key = (source, target)
        if pairs.setdefault(key, int(value)) != int(value):
            _contradicts(cells, row, lines[key], key, value, pairs[key])
        lines.setdefault(key, row)
    _report_unknown_industries(cells, firms)
    return EssentialClasses(default, pairs)


def _contradicts(
    cells: CheckedColumn, row: int, first: int, key: tuple[str, str], value: str, other: int
) -> None:
    cells.findings.add(
        CONTRADICTION,
        Place(file=cells.source.name, line=cells.source.line(row), column="class"),
        value,
        first=cells.source.line(first),
        other=other,
        key=f"input_industry, buyer_industry = {key[0]}, {key[1]}",
    )


def _report_unknown_industries(cells: CheckedColumn, firms: Firms) -> None:
    """A warning only: a preset lists a whole classification, a network has part of it."""
    known = set(firms.industry_names)
    for column in ("input_industry", "buyer_industry"):
        for value in dict.fromkeys(cells.text(column).to_pylist()):
            if value and value not in known:
                near = alike(value, firms.industry_names, most=1)
                cells.findings.add(
                    UNKNOWN_INDUSTRY,
                    Place(file=cells.source.name, column=column),
                    industry=value,
                    near=Near(near[0] if near else None),
                )


def check_spending(firms: Firms, links: Links, final: Floats, demand: str, noted: Findings) -> None:
    """Warn of firms that buy more in a day than they sell: their value added is negative."""
    n = len(firms)
    sold = np.bincount(links.supplier, weights=links.amount, minlength=n) + final
    bought = np.bincount(links.buyer, weights=links.amount, minlength=n)
    over = np.flatnonzero((sold > 0) & (bought > sold * (1.0 + 1e-9)))
    if over.size:
        first = firms.listed[int(over[0])]
        noted.add(SPENDS_MORE, Place(file=demand), count=over.size, firm=first)
