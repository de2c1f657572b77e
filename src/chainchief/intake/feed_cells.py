"""The cells of one column of a feed: text in, stored values out, with what cannot be taken."""

from collections.abc import Mapping, Sequence

from chainchief.core.faults import FaultKind
from chainchief.lake.feeds import FeedColumn
from chainchief.ledger import columns
from chainchief.ledger.columns import BadCell, ColumnType
from chainchief.ledger.facts import FactType
from chainchief.ledger.validation.faults import REQUIRED_BLANK

Found = tuple[int, FaultKind, Mapping[str, object]]
_MOST_CHARACTERS = 200


def read_cells(column: FeedColumn, texts: Sequence[str]) -> tuple[list[object], list[Found]]:
    """The stored value of each text, None (or "" for codes and words) where it is blank.

    Beside them: the position of each cell that cannot be taken, the kind of fault and its facts.
    """
    kind = type_of(column)
    empty = "" if column.type in (FactType.CODE, FactType.TEXT) else None
    values: list[object] = []
    found: list[Found] = []
    for position, text in enumerate(texts):
        values.append(empty)
        if text == "":
            if column.required:
                found.append((position, REQUIRED_BLANK, {}))
            continue
        try:
            values[-1] = kind.parse(text, {})
        except BadCell as bad:
            found.append((position, bad.kind, bad.facts))
    return values, found


def type_of(column: FeedColumn) -> ColumnType:
    """How the cells of a column read: as the same type of a record's column does."""
    match column.type:
        case FactType.STEPS:
            return columns.Amount(column.unit, negative=column.negative)
        case FactType.MONTH:
            return columns.MonthText()
        case FactType.WHOLE:
            return columns.Whole()
        case _:
            return columns.Text(most=_MOST_CHARACTERS)
