"""Columns of a source, each checked as a whole: ids, amounts, shares, flags, whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chainchief.core.choices import alike
from chainchief.core.faults import FaultKind, Place
from chainchief.core.workbook.formula_guard import unguarded
from chainchief.netio.faults import (
    BLANK,
    INFINITE,
    MISSING_COLUMN,
    NEGATIVE,
    NOT_A_FLAG,
    NOT_A_NUMBER,
    NOT_DEFINED,
    NOT_ONE_VALUE,
    NOT_WHOLE,
    OUT_OF_RANGE,
    TOO_LARGE,
    TOO_SMALL,
)
from chainchief.netio.files.findings import Findings, Near
from chainchief.netio.files.source import Source, is_blank, text_of, truth_of, values_of

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: How 1 and 0 may be spelt in a column of flags.
MEANING = {
    **dict.fromkeys(("1", "true", "yes", "y", "是", "本地"), 1),
    **dict.fromkeys(("0", "false", "no", "n", "否", "外地"), 0),
}
#: How infinity and “not a number” are spelt, by programs and by people.
INFINITY = r"(?i)^[+-]?(1[.,]?#)?(inf|infinity|∞|无穷|无穷大)$"
UNDEFINED = r"(?i)^([+-]?(1[.,]?#)?s?nan[q]?(\(.*\))?|1[.,]?#(ind|qnan|snan))$"
#: Of a number: a digit before the exponent that is not 0.
SOME_DIGIT = r"^[+-]?[0.]*[1-9]"
#: Amounts beyond are a slip; within, no sum and no product of a computation leaves the floats.
LARGEST, SMALLEST = 1e18, 1e-18
LARGEST_WHOLE = 1e9
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"


@dataclass(frozen=True)
class CheckedColumn:
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
        """Cells as text; of a CSV without the guard that keeps a text from being a formula."""
        values = text_of(self.source.table.column(column))
        return values if self.source.text is None else _unguarded(values)

    def filled(self, column: str) -> pa.Array:
        """Text that must not be blank."""
        values = self.text(column)
        self._undefined_floats(column)
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
        written = values.filter(plain)
        numbers[good] = values_of(pc.cast(written, pa.float64()), np.float64)
        undefined, infinite = _matches(values, UNDEFINED), _matches(values, INFINITY)
        self.report(NOT_DEFINED, column, undefined, values)
        self.report(INFINITE, column, infinite, values)
        self.report(NOT_A_NUMBER, column, ~(good | blank | undefined | infinite), values)
        lost = np.zeros(len(values), dtype=bool)
        lost[good] = (numbers[good] == 0.0) & _matches(written, SOME_DIGIT)
        self._without(TOO_SMALL, column, numbers, lost, limit=f"{SMALLEST:g}")
        return numbers

    def amounts(self, column: str, *, blank_allowed: bool = False) -> Floats:
        """Money: numbers of 0 or more, of a size that is computed with."""
        numbers = self.numbers(column, blank_allowed=blank_allowed)
        self._without(NEGATIVE, column, numbers, numbers < 0)
        self._without(TOO_LARGE, column, numbers, numbers > LARGEST, limit=f"{LARGEST:g}")
        tiny = (numbers > 0) & (numbers < SMALLEST)
        self._without(TOO_SMALL, column, numbers, tiny, limit=f"{SMALLEST:g}")
        return numbers

    def shares(self, column: str) -> Floats:
        numbers = self.numbers(column, blank_allowed=False)
        self._without(OUT_OF_RANGE, column, numbers, (numbers < 0) | (numbers > 1))
        return numbers

    def whole(self, column: str) -> Floats:
        """Whole numbers of 0 or more (as floats, so that NaN can stand for what is wrong)."""
        numbers = self.numbers(column, blank_allowed=False)
        large = numbers > LARGEST_WHOLE
        self._without(TOO_LARGE, column, numbers, large, limit=f"{LARGEST_WHOLE:g}")
        self._without(NOT_WHOLE, column, numbers, (numbers < 0) | (numbers != np.floor(numbers)))
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

    def _without(
        self, kind: FaultKind, column: str, numbers: Floats, wrong: Bools, **facts: object
    ) -> None:
        """Report what is `wrong` among the numbers, and take it out of them."""
        wrong = wrong & ~np.isnan(numbers)
        self.report(kind, column, wrong, self.text(column), **facts)
        numbers[wrong] = np.nan

    def _undefined_floats(self, column: str) -> None:
        """Names in a column of floats: NaN and infinity are what a missing name became there."""
        cells = self.source.table.column(column)
        if pa.types.is_floating(cells.type):
            values = text_of(cells)
            self.report(NOT_DEFINED, column, _matches(values, UNDEFINED), values)
            self.report(INFINITE, column, _matches(values, INFINITY), values)


def _matches(values: pa.Array, pattern: str) -> Bools:
    return truth_of(pc.match_substring_regex(values, pattern))


def _unguarded(values: pa.Array) -> pa.Array:
    if not truth_of(pc.starts_with(values, "'")).any():
        return values
    return pa.array([unguarded(value) for value in values.to_pylist()], pa.string())
