"""What a column cannot hold, raised where a cell is read."""

from collections.abc import Mapping

from chainchief.ledger.columns import CellValue, as_text
from chainchief.ledger.registers import Column

__all__ = ["CellValue", "as_text", "refuse_beyond_field", "shown"]


def refuse_beyond_field(column: Column, value: object, row: Mapping[str, object]) -> None:
    """Raise `BadCell` where the column cannot hold `value`."""
    bad = column.check(value, row)
    if bad is not None:
        raise bad


def shown(column: Column, value: object, row: Mapping[str, object]) -> str:
    """A stored value as a workbook shows it, with its unit."""
    return column.type.with_unit(value, row)
