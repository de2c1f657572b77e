"""Records as tables that people fill in: the layout of a kind's table, written as CSV or workbook.

What is written here, intake reads back.
"""

from chainchief.ledger.exchange.exporting import (
    ExportResult,
    cells_of,
    export_kind,
    write_records,
)
from chainchief.ledger.exchange.layout import (
    ColumnExplanation,
    cell_value,
    column_explanations,
    columns_of,
)
from chainchief.ledger.exchange.named_records import NamedRecords

__all__ = [
    "ColumnExplanation",
    "ExportResult",
    "NamedRecords",
    "cell_value",
    "cells_of",
    "column_explanations",
    "columns_of",
    "export_kind",
    "write_records",
]
