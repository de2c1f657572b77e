"""The panel of one column of a list: what it holds among the records found, and by what to narrow.

Made when it is opened: counts of every column at once would cost a question for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.columns import Amount, Comparison
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import Register
from chainchief.web.registers.cells import text_of, words_of
from chainchief.web.registers.derived import column_named, derived_named
from chainchief.web.registers.names import Names
from chainchief.web.registers.query import Condition, ListQuery
from chainchief.web.registers.selection import filter_by, selected_records, with_derived

#: As many values are counted one by one; the rest are found by typing.
SHOWN = 24


@dataclass(frozen=True)
class ValueLine:
    """A value, how many records have it, and the address that turns the condition on or off."""

    words: str
    count: str
    address: str
    is_on: bool


@dataclass(frozen=True)
class Field:
    """One field of the panel's form; `type` is the browser's."""

    name: str
    label: str
    value: str
    type: str


@dataclass(frozen=True)
class ColumnPanel:
    """What templates/web/registers/column_panel.html shows."""

    title: str
    name: str
    action: str
    unit: str
    kept: list[tuple[str, str]]
    values: list[ValueLine]
    is_more: bool
    fields: list[Field]
    facts: list[tuple[str, str]]
    blanks: list[ValueLine]
    clear: str
    sorts: list[tuple[str, str]]


def column_panel(register: Register, name: str, query: ListQuery, viewer: Viewer) -> ColumnPanel:
    """`WrongUseError` where the kind has no such column."""
    return _Panel(register, name, query.but(view=""), viewer).made()


class _Panel:
    def __init__(self, register: Register, name: str, query: ListQuery, viewer: Viewer) -> None:
        self.register, self.query, self.viewer = register, query, viewer
        self.column, self.name = column_named(register, name), name
        self.path = self.column.attribute
        self.here = reverse("record-list", args=[register.kind])
        self.others = query.without_column(name)
        rows = selected_records(register, self.others, viewer).order_by()
        self.rows: QuerySet[Any, Any] = with_derived(rows, derived_named(register, name), viewer)

    def made(self) -> ColumnPanel:
        values = list(self._values())
        has_condition = any(each.column == self.name for each in self.query.conditions)
        return ColumnPanel(
            title=self.column.title,
            name=self.name,
            action=self.here,
            unit=self.column.type.unit,
            kept=self.others.pairs,
            values=values[:SHOWN],
            is_more=len(values) > SHOWN,
            fields=list(self._fields()),
            facts=list(self._facts()),
            blanks=list(self._blanks()),
            clear=self._at(self.others) if has_condition else "",
            sorts=[
                (words, self._at(self.query.but(sort=self.name, descending=descending)))
                for words, descending in ((_("ascending"), False), (_("descending"), True))
            ],
        )

    def _at(self, query: ListQuery) -> str:
        return f"{self.here}?{query.query}"

    def _toggled(self, *conditions: Condition) -> tuple[str, bool]:
        """The address with the conditions turned on or off, and whether they are on."""
        held = set(self.query.conditions)
        if held >= set(conditions):
            return self._at(self.query.without(*conditions)), True
        return self._at(self.query.also(*conditions)), False

    # -- values with their counts

    def _values(self) -> Iterator[ValueLine]:
        """One more than is shown where there are more."""
        if self.column.type.fact_type is FactType.DATE:
            yield from self._years()
        elif self._is_counted:
            counted = list(self._counted())
            words = words_of(self.column, (value for value, _n in counted), Names(self.viewer))
            for value, count in counted:
                address, is_on = self._toggled(Condition.holding(self.name, value))
                yield ValueLine(words.get(str(value), str(value)), f"{count:,}", address, is_on)

    @property
    def _is_counted(self) -> bool:
        """Whether its values are few enough, or names, so that each has a line."""
        kind = self.column.type
        return bool(kind.is_state or kind.target or kind.options()) or self._on_a_line

    def _counted(self) -> "QuerySet[Any, Any]":
        order = (f"-{self.path}",) if self._on_a_line else ("-n", self.path)
        counted = self._filled().values_list(self.path).annotate(n=Count("pk")).order_by(*order)
        some: QuerySet[Any, Any] = counted[: SHOWN + 1]
        return some

    def _filled(self) -> "QuerySet[Any, Any]":
        """The records in which the column is not blank, as its type has it."""
        by = self.column.type.filter(Comparison.BLANK)
        return self.rows if by is None else self.rows.filter(by.condition(self.path, "no"))

    @property
    def _on_a_line(self) -> bool:
        """Whether its values lie in time or by number: the newest come first."""
        return self.column.type.fact_type in (FactType.MONTH, FactType.WHOLE)

    def _years(self) -> Iterator[ValueLine]:
        """Days by their year."""
        counted = self._filled().annotate(year=ExtractYear(self.path)).values_list("year")
        for year, count in counted.annotate(n=Count("pk")).order_by("-year")[: SHOWN + 1]:
            address, is_on = self._toggled(
                Condition(Comparison.FROM, self.name, f"{year}-01-01"),
                Condition(Comparison.TO, self.name, f"{year}-12-31"),
            )
            yield ValueLine(str(year), f"{count:,}", address, is_on)

    # -- fields, facts, blanks

    def _fields(self) -> Iterator[Field]:
        offered: tuple[tuple[Comparison, str], ...] = (
            (Comparison.HAS, _("contains the words")),
            (Comparison.FROM, _("from")),
            (Comparison.TO, _("up to")),
        )
        for comparison, words in offered:
            if filter_by(self.column, comparison) is not None:
                name = f"{comparison}-{self.name}"
                value = self.query.text_of(comparison, self.name)
                yield Field(name, words, value, self._input(comparison))

    def _input(self, comparison: Comparison) -> str:
        if comparison is Comparison.HAS:
            return "search"
        kind = self.column.type.fact_type
        return {FactType.DATE: "date", FactType.MONTH: "month"}.get(kind, "text")

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Of amounts: their sum, the least and the most among the records found."""
        column = self.column
        if not column.type.is_number or column.type.unit_column:
            return
        aggregates = {"least": Min(self.path), "most": Max(self.path)}
        if isinstance(column.type, Amount) and column.type.unit != "%":
            aggregates["sum"] = Sum(self.path)
        found = self.rows.aggregate(**aggregates)
        words = {"least": _("the least"), "most": _("the most"), "sum": _("the sum")}
        for name in aggregates:
            if found[name] is not None:
                value = text_of(column, column.shown(found[name], {}))
                yield words[name], f"{value} {column.type.unit}".strip()

    def _blanks(self) -> Iterator[ValueLine]:
        if self.column.required:
            return
        condition = Condition(Comparison.BLANK, self.name, "yes")
        rows = selected_records(
            self.register, self.others.also(condition), self.viewer, is_fresh=True
        )
        blank = rows.count()
        address, is_on = self._toggled(condition)
        if blank or is_on:
            yield ValueLine(_("not filled in"), f"{blank:,}", address, is_on)
        filled = Condition(Comparison.BLANK, self.name, "no")
        address, is_on = self._toggled(filled)
        if blank or is_on:
            count = self.rows.count() - blank
            yield ValueLine(_("is filled in"), f"{count:,}", address, is_on)
