"""The drop-down lists of an exported workbook, on a hidden sheet: choices, units, other records.

A list only helps. What is not on it may be typed all the same, and the checks say what is wrong.
"""

from collections.abc import Mapping
from typing import Any

from chainchief.core.i18n import _
from chainchief.core.workbook.addresses import letters
from chainchief.ledger.exchange.layout import ColumnExplanation
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.exchange.own_sheets import options_sheet

#: Nobody scrolls through more; of longer lists the note says how a code is found.
MOST_OPTIONS = 500
#: Rows below the last record that are prepared for new ones.
_SPARE_ROWS = 1000
#: What Excel allows for a list written into the rule itself.
_MOST_LIST = 255


class OptionLists:
    """Writes each list once, and puts it below the heads that it is for."""

    def __init__(self, sheet: Any, records: Mapping[str, NamedRecords]) -> None:
        self.sheet, self.records = sheet, records
        self.ranges: dict[str, str] = {}

    def offer(self, page: Any, place: int, explanation: ColumnExplanation, rows: int) -> None:
        """Put the list of the column at `place` below its head, for `rows` and new ones."""
        source = self._source(explanation)
        if source:
            options = {"validate": "list", "source": source, **_refusal(explanation)}
            page.data_validation(1, place, rows + _SPARE_ROWS, place, options)

    def note_of(self, explanation: ColumnExplanation) -> str:
        """The note at the head about the records that a column names, or ""."""
        kind = _kind_of(explanation)
        if kind is None:
            return ""
        count = len(self.records[kind].name_of)
        if count > MOST_OPTIONS:
            message = _("{count:,} records, too many for a list: find the code with {command}")
            return message.format(count=count, command=f"chainchief export {kind} {kind}.xlsx")
        return "" if count else _("there is no such record yet; enter it first")

    def _source(self, explanation: ColumnExplanation) -> object:
        choices = explanation.choices
        kind = _kind_of(explanation)
        if kind is not None:
            if not 0 < len(self.records[kind].name_of) <= MOST_OPTIONS:
                return None
            return self._range(kind, self.records[kind].register.name, self._choices(kind))
        if len(",".join(choices)) > _MOST_LIST or any("," in choice for choice in choices):
            key = "\n".join(choices)  # two kinds may have columns of one name
            return self._range(key, explanation.column.title, choices)
        return list(choices)

    def _choices(self, kind: str) -> tuple[str, ...]:
        return tuple(self.records[kind].choices())

    def _range(self, key: str, title: str, choices: tuple[str, ...]) -> str:
        if key not in self.ranges:
            column = len(self.ranges)
            for row, option in enumerate((title, *choices)):
                self.sheet.write_string(row, column, option)
            letter = letters(column)
            self.ranges[key] = f"='{options_sheet()}'!${letter}$2:${letter}${len(choices) + 1}"
        return self.ranges[key]


def _kind_of(explanation: ColumnExplanation) -> str | None:
    return explanation.column.type.target or None


def _refusal(explanation: ColumnExplanation) -> dict[str, object]:
    """A bare code or name is as good as the list's words; of choices Excel asks back."""
    return {"show_error": False} if _kind_of(explanation) else {"error_type": "warning"}
