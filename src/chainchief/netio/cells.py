"""Columns of a source, each checked as a whole: ids, amounts, shares, flags, whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chainchief.core.choices import alike
from chainchief.core.faults import FaultKind, Place
from chainchief.netio.faults import (
    BLANK,
    MISSING_COLUMN,
    NEGATIVE,
    NOT_A_FLAG,
    NOT_A_NUMBER,
    NOT_ONE_VALUE,
    NOT_WHOLE,
    OUT_OF_RANGE,
)
from chainchief.netio.findings import Findings, Near
from chainchief.netio.source import Source, is_blank, text_of, truth_of, values_of

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: How 1 and 0 may be spelt in a column of flags.
MEANING = {
    **dict.fromkeys(("1", "true", "yes", "y", "是", "本地"), 1),
    **dict.fromkeys(("0", "false", "no", "n", "否", "外地"), 0),
}
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"


@dataclass(frozen=True)
class Cells:
    """A source under check; every method reports what is wrong and returns what is usable."""

    source: Source
    findings: Findings

    def require(self, *columns: str) -> bool:
        """Whether all of `columns` are there."""
        there = self.source.columns
        missing = [column for column in columns if column not in there]
        for column in missing:
            like = {c.casefold(): c for c in there if c not in columns}
            near = alike(column, like, most=1, cutoff=0.5)
            self.findings.add(
                MISSING_COLUMN,
                Place(file=self.source.name, line=1),
                column=column,
                found=", ".join(c for c in there if not c.startswith("\0")) or "—",
                near=Near(like[near[0]] if near else None),
            )
        unfit = [column for column in columns if column in there and not self._is_text(column)]
        return not missing and not unfit

    def has(self, column: str) -> bool:
        return column in self.source.columns and self._is_text(column)

    def _is_text(self, column: str) -> bool:
        good = self.source.is_text(column)
        if not good:
            kind = self.source.table.column(column).type
            place = Place(file=self.source.name, line=1)
            self.findings.add(NOT_ONE_VALUE, place, column=column, type=str(kind))
        return good

    def text(self, column: str) -> pa.Array:
        return text_of(self.source.table.column(column))

    def filled(self, column: str) -> pa.Array:
        """Text that must not be blank."""
        values = self.text(column)
        self.report(BLANK, column, is_blank(values), values)
        return values

    def numbers(self, column: str, *, blank_allowed: bool) -> Floats:
        """Numbers; NaN where blank or where a fault was reported."""
        values = self.text(column)
        blank = is_blank(values)
        if not blank_allowed:
            self.report(BLANK, column, blank, values)
        plain = pc.match_substring_regex(values, NUMBER)
        good = truth_of(plain)
        numbers = np.full(len(values), np.nan)
        numbers[good] = values_of(pc.cast(values.filter(plain), pa.float64()), np.float64)
        self.report(NOT_A_NUMBER, column, ~good & ~blank | np.isinf(numbers), values)
        numbers[np.isinf(numbers)] = np.nan
        return numbers

    def amounts(self, column: str, *, blank_allowed: bool = False) -> Floats:
        """Money: numbers of 0 or more."""
        numbers = self.numbers(column, blank_allowed=blank_allowed)
        self._bounded(NEGATIVE, column, numbers, numbers < 0)
        return numbers

    def shares(self, column: str) -> Floats:
        numbers = self.numbers(column, blank_allowed=False)
        self._bounded(OUT_OF_RANGE, column, numbers, (numbers < 0) | (numbers > 1))
        return numbers

    def whole(self, column: str) -> Floats:
        """Whole numbers of 0 or more (as floats, so that NaN can stand for what is wrong)."""
        numbers = self.numbers(column, blank_allowed=False)
        self._bounded(NOT_WHOLE, column, numbers, (numbers < 0) | (numbers != np.floor(numbers)))
        return numbers

    def flags(self, column: str) -> Bools:
        values = pc.utf8_lower(self.text(column)).dictionary_encode()
        spelt = np.array([MEANING.get(word, -1) for word in values.dictionary.to_pylist()])
        meant = spelt[values_of(values.indices, np.int32)]
        self.report(NOT_A_FLAG, column, meant < 0, self.text(column))
        return np.asarray(meant == 1)

    def report(
        self, kind: FaultKind, column: str, wrong: Bools, values: pa.Array, **facts: object
    ) -> None:
        """Report the rows where `wrong`, with what stands there."""
        rows = np.flatnonzero(wrong)
        if rows.size:
            found: Sequence[str] = values.take(pa.array(rows)).to_pylist()
            by_value = dict.fromkeys(found, facts)
            self.findings.add_rows(kind, self.source, column, rows.tolist(), found, by_value)

    def _bounded(self, kind: FaultKind, column: str, numbers: Floats, wrong: Bools) -> None:
        wrong = wrong & ~np.isnan(numbers)
        self.report(kind, column, wrong, self.text(column))
        numbers[wrong] = np.nan
