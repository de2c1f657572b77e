"""A list of outside firms from a CSV or Parquet file; all faults at once, nothing half taken."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chainchief.chainmap.chart.model import Chart
from chainchief.chainmap.chart.placement import folded
from chainchief.chainmap.faults import (
    CANDIDATE_CODE,
    CANDIDATE_SEGMENT,
    CANDIDATE_SIGN,
    CANDIDATE_TWICE,
)
from chainchief.chainmap.targets.candidates import Candidate
from chainchief.core.codes.credit_codes import is_valid
from chainchief.core.faults import FaultsError
from chainchief.netio.files.cells import CheckedColumn
from chainchief.netio.files.findings import Findings, Near
from chainchief.netio.files.source import is_blank, read_source

#: Amounts of the file are in 万元.
WAN = 1_000_000
TEXTS = ("credit_code", "place", "industry", "products", "scope", "segment", "customers", "source")
COLUMNS = ("name", *TEXTS, "capacity", "expansion")


def read_candidates(path: Path, chart: Chart) -> list[Candidate]:
    """The candidates of a file: `name`, and what else is known of COLUMNS."""
    noted = Findings()
    source = read_source(path, noted)
    cells = None if source is None else CheckedColumn(source, noted)
    if cells is None or not cells.require("name"):
        raise FaultsError(noted.faults)
    names = cells.filled("name").to_pylist()
    texts = {name: _texts(cells, name) for name in TEXTS}
    capacity = _numbers(cells, "capacity")
    expansion = _numbers(cells, "expansion")
    _check(cells, chart, names, texts, expansion)
    noted.refuse_if_any()
    return [
        Candidate(
            name=name,
            **{column: texts[column][row] for column in TEXTS if column != "customers"},
            capacity=None if np.isnan(capacity[row]) else round(capacity[row] * WAN),
            customers=tuple(filter(None, texts["customers"][row].split("、"))),
            expansion=0.0 if np.isnan(expansion[row]) else float(expansion[row]),
            line=cells.source.line(row),
        )
        for row, name in enumerate(names)
    ]


def _texts(cells: CheckedColumn, column: str) -> list[str]:
    if cells.has(column):
        return [str(text) for text in cells.text(column).to_pylist()]
    return [""] * cells.source.rows


def _numbers(cells: CheckedColumn, column: str) -> NDArray[np.float64]:
    if not cells.has(column):
        return np.full(cells.source.rows, np.nan)
    return cells.amounts(column, blank_allowed=True)


def _check(
    cells: CheckedColumn,
    chart: Chart,
    names: list[str],
    texts: dict[str, list[str]],
    expansion: NDArray[np.float64],
) -> None:
    codes = np.array([bool(code) and not is_valid(code) for code in texts["credit_code"]])
    if codes.any():
        cells.report(CANDIDATE_CODE, "credit_code", codes, cells.text("credit_code"))
    unknown = [code for code in texts["segment"] if code and code not in chart.by_code]
    if unknown:
        from chainchief.core.choices import alike

        facts = {
            code: {"near": Near(next(iter(alike(code, chart.by_code, most=1)), None))}
            for code in dict.fromkeys(unknown)
        }
        rows = [row for row, code in enumerate(texts["segment"]) if code in facts]
        cells.findings.add_rows(
            CANDIDATE_SEGMENT, cells.source, "segment", rows, [texts["segment"][r] for r in rows],
            facts,
        )  # fmt: skip
    wrong = expansion > 1.0
    if wrong.any():
        cells.report(CANDIDATE_SIGN, "expansion", wrong, cells.text("expansion"))
    _check_twice(cells, names, texts["credit_code"])


def _check_twice(cells: CheckedColumn, names: list[str], codes: list[str]) -> None:
    """The credit code tells firms apart; without one, the name does."""
    seen: dict[str, int] = {}
    facts: dict[str, dict[str, object]] = {}
    rows = []
    blank = is_blank(cells.text("name"))
    for row, name in enumerate(names):
        first = seen.setdefault(codes[row] or folded(name), row)
        if first != row and not blank[row]:
            rows.append(row)
            facts.setdefault(name, {"first": cells.source.line(first)})
    if rows:
        cells.findings.add_rows(
            CANDIDATE_TWICE, cells.source, "name", rows, [names[row] for row in rows], facts
        )
