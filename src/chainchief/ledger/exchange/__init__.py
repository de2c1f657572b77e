"""Records as tables that people fill in: the layout of a kind's table, written as CSV or workbook.

What is written here, intake reads back.
"""

from chainchief.ledger.exchange.exporting import (
    ExportResult,
    cells_of,
    export_kind,
    write_records,
)
from chainchief.ledger.exchange.layout import Explained, cell_value, columns_of, explained
from chainchief.ledger.exchange.named_records import NamedRecords

__all__ = [
    "Explained",
    "ExportResult",
    "NamedRecords",
    "cell_value",
    "cells_of",
    "columns_of",
    "explained",
    "export_kind",
    "write_records",
]
