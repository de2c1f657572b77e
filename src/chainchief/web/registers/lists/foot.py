"""The foot of a list: sums of all that is found, groups of it, and figures that tell the like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.core.rounding import rounded
from chainchief.core.units import Dimension, from_steps, unit
from chainchief.indicators.catalogue import loading as catalogues
from chainchief.indicators.catalogue.sources import all_sources
from chainchief.ledger.columns import Amount, PlacedColumn
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import AnyColumn, Column, Register
from chainchief.web.figures.amounts import parted
from chainchief.web.frame.months import newest_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.registers.cells import text_of, words_of
from chainchief.web.registers.derived import column_named, derived_of
from chainchief.web.registers.names import Names
from chainchief.web.registers.query import Condition, ListQuery

#: Groups shown, the largest; the others are one line.
SHOWN_GROUPS = 40
_LARGE_MONEY = "亿元"
_DIGITS = 4


@dataclass(frozen=True)
class Total:
    """A sum in the unit of the office, at most four digits; `exact` is all of it."""

    text: str = ""
    exact: str = ""


@dataclass(frozen=True)
class GroupLine:
    """The records of one value: how many, and the sums of the columns shown."""

    name: str
    address: str
    count: str
    totals: list[Total]


@dataclass(frozen=True)
class Groups:
    """The list by the values of one column."""

    title: str
    heads: list[str]
    lines: list[GroupLine]
    others: str


@dataclass(frozen=True)
class FigureDoor:
    """A figure of the newest month that adds up a column shown, with its receipt."""

    name: str
    address: str


@dataclass(frozen=True)
class GroupChoice:
    name: str
    title: str
    is_chosen: bool


def summed_columns(columns: Sequence[AnyColumn]) -> list[Column]:
    """Columns of amounts of money or land: shares do not add up."""
    return [
        each
        for each in columns
        if isinstance(each, Column) and isinstance(each.type, Amount) and each.type.unit != "%"
    ]


def count_and_totals(
    columns: Sequence[Column], rows: "QuerySet[Any, Any]"
) -> tuple[int, dict[str, Total]]:
    """Number of rows, and name of a column → its sum over all of them."""
    found = rows.order_by().aggregate(n=Count("pk"), **_sums(columns))
    if not found["n"]:
        return 0, {}
    return found["n"], {each.name: _total(each, found[f"sum_{each.name}"]) for each in columns}


def _sums(columns: Sequence[Column]) -> dict[str, Sum]:
    return {f"sum_{each.name}": Sum(each.attribute) for each in columns}


def _total(column: Column, steps: int | None) -> Total:
    if steps is None:
        return Total()
    of = unit(column.type.unit)
    exact = f"{text_of(column, column.shown(steps, {}))} {of.code}"
    if of.dimension is Dimension.MONEY and from_steps(abs(steps), unit(_LARGE_MONEY)) >= 1:
        of = unit(_LARGE_MONEY)
    value = from_steps(steps, of)
    decimals = max(0, min(2, _DIGITS - len(str(int(abs(value))))))
    shown = f"{rounded(value, decimals):.{decimals}f}"
    return Total(f"{parted(shown)} {of.code}", exact)


# -- groups


def group_choices(register: Register, query: ListQuery) -> list[GroupChoice]:
    """Choices of what the list is grouped by: derived columns, references, states, months."""
    return [
        GroupChoice(each.name, each.title, each.name == query.group)
        for each in (*derived_of(register), *register.columns)
        if _groups_well(each)
    ]


def _groups_well(column: PlacedColumn) -> bool:
    kind = column.type
    return kind.is_state or bool(kind.target) or kind.fact_type is FactType.MONTH


def groups_of(
    register: Register, query: ListQuery, columns: Sequence[Column], rows: Any, viewer: Viewer
) -> Groups | None:
    """The groups that the address asks for; None where it asks for none, or for no such column."""
    choice = next((each for each in group_choices(register, query) if each.is_chosen), None)
    if choice is None:
        return None
    column = column_named(register, query.group)
    path = column.attribute
    counted = rows.order_by().values(path).annotate(n=Count("pk"), **_sums(columns))
    found = list(counted.order_by("-n", path)[: SHOWN_GROUPS + 1])
    others = counted.count() - SHOWN_GROUPS if len(found) > SHOWN_GROUPS else 0
    note = ngettext("{} smaller group is not shown.", "{} smaller groups are not shown.", others)
    words = words_of(column, [each[path] for each in found], Names(viewer))
    here = reverse("record-list", args=[register.kind])
    return Groups(
        title=_("By {}").format(choice.title),
        heads=[each.title for each in columns],
        lines=[
            GroupLine(
                words.get(str(each[path]), "—"),
                f"{here}?{_inside(query, each[path]).query}",
                f"{each['n']:,}",
                [_total(summed, each[f"sum_{summed.name}"]) for summed in columns],
            )
            for each in found[:SHOWN_GROUPS]
        ],
        others=note.format(others) if others else "",
    )


def _inside(query: ListQuery, value: object) -> ListQuery:
    """The list of one group."""
    kept = query.without_column(query.group)
    return kept.also(Condition.holding(query.group, value)).but(group="")


# -- the figures that tell the like


def figure_doors(
    register: Register, query: ListQuery, columns: Sequence[Column], viewer: Viewer
) -> list[FigureDoor]:
    """Figures of the newest month that add up a summed column, in the same cell.

    A sum of a list is no figure: which records and which month count says the indicator alone.
    """
    month = newest_month() if columns and policy.allowed(viewer, "see", "figures") else None
    if month is None:
        return []
    cell = CellQuery(month, query.division, query.chain).query
    return [
        FigureDoor(name, f"{reverse('receipt', args=[code])}?{cell}")
        for code, name in _figures_on(register, columns)
    ]


def _figures_on(register: Register, columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    paths = {each.name for each in columns} | {each.attribute for each in columns}
    for indicator in catalogues.load():
        source = all_sources().get(indicator.source)
        if source is None or source.row_kind != register.kind or indicator.parameters:
            continue
        column = source.columns.get(indicator.measure.column)
        if column is not None and column.path in paths and indicator.is_summed:
            yield indicator.code, indicator.name
