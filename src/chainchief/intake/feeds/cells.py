"""The cells of one column of a feed: text in, stored values out, with what cannot be taken."""

from collections.abc import Mapping, Sequence

from chainchief.core.characters import unseen
from chainchief.core.faults import FaultKind
from chainchief.intake.files.csv_cells import is_formula
from chainchief.intake.files.tagged_cells import Tag
from chainchief.intake.table.faults import FORMULA_UNSAVED, INVISIBLE
from chainchief.intake.table.normalising import cleaned, refuse_marks, refuse_unsound, remarks
from chainchief.lake.feeds.declared import FeedColumn
from chainchief.ledger import columns
from chainchief.ledger.columns import BadCell, ColumnType
from chainchief.ledger.facts import FactType
from chainchief.ledger.validation.faults import REQUIRED_BLANK

PlacedFault = tuple[int, FaultKind, Mapping[str, object]]
_MOST_CHARACTERS = 200


def read_cells(column: FeedColumn, texts: Sequence[str]) -> tuple[list[object], list[PlacedFault]]:
    """The stored value of each text, None (or "" for codes and words) where it is blank.

    Beside them: the position of each cell that cannot be taken, the kind of fault and its facts.
    """
    kind = type_of(column)
    empty = "" if column.type in (FactType.CODE, FactType.TEXT) else None
    values: list[object] = []
    faults: list[PlacedFault] = []
    for position, text in enumerate(texts):
        values.append(empty)
        if text == "":
            if column.required:
                faults.append((position, REQUIRED_BLANK, {}))
            continue
        try:
            values[-1] = _value(kind, text)
        except BadCell as bad:
            faults.append((position, bad.kind, bad.facts))
        else:
            taken = isinstance(kind, columns.Text)
            faults += [(position, *said) for said in remarks(Tag.TEXT + text, False) if taken]
    return values, faults


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
