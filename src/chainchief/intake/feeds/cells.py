"""The cells of one column of a feed: text in, stored values out, with what cannot be taken.

A column repeats its texts, so each is read once; plain amounts are read all together.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chainchief.core.characters import unseen
from chainchief.core.faults import FaultKind
from chainchief.intake.feeds.distinct_texts import Distinct, distinct
from chainchief.intake.feeds.exact_steps import exact_steps
from chainchief.intake.files.csv_cells import is_formula
from chainchief.intake.files.tagged_cells import Tag
from chainchief.intake.table.faults import FORMULA_UNSAVED, INVISIBLE
from chainchief.intake.table.normalising import cleaned, refuse_marks, refuse_unsound, remarks
from chainchief.lake.feeds.declared import FeedColumn
from chainchief.lake.schema import TYPES
from chainchief.ledger import columns
from chainchief.ledger.columns import BadCell, ColumnType
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation.faults import REQUIRED_BLANK, UNKNOWN_REFERENCE

Said = tuple[FaultKind, Mapping[str, object]]
_MOST_CHARACTERS = 200
#: So many different texts of a column are kept with their values from part to part of a file.
_MOST_KEPT = 200_000


@dataclass(frozen=True)
class ReadCells:
    """The stored values of some cells, blank where one cannot be taken, and what is said of
    them by the number of their text."""

    values: pa.Array
    texts: Distinct
    said: Mapping[int, Sequence[Said]]

    def faults(self) -> Iterator[tuple[int, str, FaultKind, Mapping[str, object]]]:
        """Position, text, kind and facts of each finding, in the order of the cells."""
        for position, text in self.texts.positions_of(self.said):
            for kind, facts in self.said[text]:
                yield position, self.texts.texts[text], kind, facts


class ColumnReader:
    """Reads one column part by part; `known` are the codes that a reference may name."""

    def __init__(self, column: FeedColumn, known: Collection[str] | None = None) -> None:
        self.column, self.kind, self.known = column, type_of(column), known
        self.empty = "" if column.type in (FactType.CODE, FactType.TEXT) else None
        self.type = TYPES[column.type]
        self._read: dict[str, tuple[object, tuple[Said, ...]]] = {}

    def read(self, cells: pa.Array) -> ReadCells:
        """The values of `cells`, texts or whatever a Parquet file holds."""
        if isinstance(self.kind, columns.Amount):
            steps, right = exact_steps(self.column, self.kind, cells)
            if right.any():
                return self._with_steps(cells, steps, right)
        return self._one_by_one(distinct(cells))

    def _with_steps(self, cells: pa.Array, steps: np.ndarray, right: np.ndarray) -> ReadCells:
        left = np.nonzero(~right)[0]
        others = self._one_by_one(distinct(cells.take(pa.array(left)), left))
        there = right.copy()
        there[left] = np.array(others.values.is_valid())
        steps[left] = np.array(pc.fill_null(others.values, 0))
        return ReadCells(pa.array(steps, self.type, mask=~there), others.texts, others.said)

    def _one_by_one(self, texts: Distinct) -> ReadCells:
        found = [self._value_of(text) for text in texts.texts]
        values = pa.array([value for value, _said in found], self.type)
        said = {at: said for at, (_value, said) in enumerate(found) if said}
        return ReadCells(values.take(pa.array(texts.which)), texts, said)

    def _value_of(self, text: str) -> tuple[object, tuple[Said, ...]]:
        found = self._read.get(text)
        if found is None:
            found = self._parsed(text)
            if len(self._read) < _MOST_KEPT:
                self._read[text] = found
        return found

    def _parsed(self, text: str) -> tuple[object, tuple[Said, ...]]:
        if text == "":
            return self.empty, ((REQUIRED_BLANK, {}),) if self.column.required else ()
        try:
            value = _value(self.kind, text)
        except BadCell as bad:
            return self.empty, ((bad.kind, bad.facts),)
        said: list[Said] = []
        if isinstance(self.kind, columns.Text):
            said += remarks(Tag.TEXT + text, False)
        if self.known is not None and value not in self.known:
            title = register_of(self.column.refers).name
            said.append((UNKNOWN_REFERENCE, {"kind": title, "hint": ""}))
        return value, tuple(said)


def _value(kind: ColumnType, text: str) -> object:
    """The value of a cell; `BadCell` for characters that mislead, and beyond what is kept."""
    if is_formula(text):
        raise BadCell(FORMULA_UNSAVED)
    refuse_unsound(text)
    if not isinstance(kind, columns.Text):
        refuse_marks(text)
        return kind.parse(text, {})
    if hidden := unseen(text):
        raise BadCell(INVISIBLE, character=hidden)
    return kind.parse(cleaned(text, code_like=False), {})


def type_of(column: FeedColumn) -> ColumnType:
    """The type by which the cells of a column are read: the same type of a record's column does."""
    match column.type:
        case FactType.STEPS:
            return columns.Amount(column.unit, negative=column.negative)
        case FactType.MONTH:
            return columns.MonthText()
        case FactType.WHOLE:
            return columns.Whole()
        case _:
            return columns.Text(most=_MOST_CHARACTERS)
