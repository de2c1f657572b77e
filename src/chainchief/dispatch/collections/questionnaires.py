"""What a collection asks: tables of a kind, each with its columns and which records it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from chainchief.ledger.registers import Column, Register, register_of

#: What a report says beside what is asked; the program fills it in.
MONTH, REVISION, REPORTED_ON = "month", "revision", "reported_on"
#: What is reported on month by month, as the parts of the code of its reports.
Subject = tuple[str, ...]


class RowsOf(StrEnum):
    """Which rows a table has for a respondent."""

    #: One for each record of the kind that is the respondent's.
    RECORDS = "records"
    #: One report on the month for each record that the kind reports on (`by`).
    REPORTS = "reports"
    #: Such as the respondent adds.
    NEW = "new"


@dataclass(frozen=True)
class QuestionnaireTable:
    """A table of a collection. `where` narrows the records by columns; of reports, their subjects.

    `again` asks for cells that the ledger holds already, to have them confirmed.
    """

    kind: str
    columns: tuple[str, ...]
    rows: RowsOf = RowsOf.RECORDS
    by: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    again: bool = False

    @cached_property
    def register(self) -> Register:
        """Looked up once: cells by the ten thousand ask for it."""
        return register_of(self.kind)

    @cached_property
    def subject(self) -> Register:
        """The register whose records the rows are about; of reports, what is reported on."""
        if self.rows is RowsOf.REPORTS:
            return register_of(self.register.references[self.by])
        return self.register

    @property
    def columns_to_fill(self) -> tuple[Column, ...]:
        return tuple(self.register.column(name) for name in self.columns)

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The columns that say which record a row is, without its code."""
        return tuple(name for name in self.register.model.composed_of if name != REVISION)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"columns": list(self.columns), "where": dict(self.where)}


def tables_of(questionnaire: Iterable[Mapping[str, Any]]) -> tuple[QuestionnaireTable, ...]:
    """The tables that a collection keeps as JSON."""
    return tuple(
        QuestionnaireTable(
            str(one["kind"]),
            tuple(one["columns"]),
            RowsOf(one["rows"]),
            str(one.get("by") or ""),
            dict(one.get("where") or {}),
            bool(one.get("again")),
        )
        for one in questionnaire
    )


def subject_columns(register: Register) -> tuple[str, ...]:
    """The columns that say what is reported on month by month; () of what is no such report."""
    return tuple(name for name in register.model.composed_of if name not in (MONTH, REVISION))


def subject_of(register: Register, values: Mapping[str, object]) -> Subject:
    """Subject of a record, month after month: the same of each report on it; else its code."""
    return tuple(str(values.get(name) or "") for name in subject_columns(register) or ("code",))
