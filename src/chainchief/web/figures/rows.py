"""The rows of the page: figures arranged and put into words. Nothing is added up here."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from chainchief.indicators.figures import Figure
from chainchief.web.figures import comparisons
from chainchief.web.figures.comparisons import PlanBar
from chainchief.web.figures.number_words import Shown, metric_type_word, shown, span_words
from chainchief.web.figures.numbers import Numbers
from chainchief.web.frame.query import CellQuery


@dataclass(frozen=True)
class Row:
    """One figure on the page, with the addresses of its receipt and of its own page."""

    code: str
    name: str
    shown: Shown
    absent: str
    note: str
    is_internal: bool
    nature: str
    span: str
    records: int
    address: str
    page: str
    plan: PlanBar | None = None
    last_year: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)


def row_of(
    figure: Figure, address: str, page: str, *, internal: bool, plan: PlanBar | None, last_year: str
) -> Row:
    """`address` opens the receipt over the page, `page` is the figure's own."""
    return Row(
        code=figure.code,
        name=figure.name,
        shown=shown(figure),
        absent=figure.absent,
        note=figure.note,
        is_internal=internal,
        nature=metric_type_word(figure.nature),
        span=span_words(figure),
        records=figure.records,
        address=address,
        page=page,
        plan=plan,
        last_year=last_year,
    )


def row_for(query: CellQuery, figure: Figure, numbers: Numbers) -> Row:
    """A figure as a row of a table, a door to its receipt and to its own page."""
    return row_of(
        figure,
        f"{reverse('receipt', args=[figure.code])}?{query.query}",
        f"{reverse('indicator', args=[figure.code])}?{query.query}",
        internal=numbers.is_internal(figure),
        plan=comparisons.plan_bar(numbers.comparer, figure),
        last_year=comparisons.last_year(numbers.comparer, figure),
    )


def grouped(rows: Iterable[tuple[str, str, Row]]) -> list[Group]:
    """Rows given with key and title of their group, in the order in which groups first appear."""
    groups: dict[str, Group] = {}
    for key, title, row in rows:
        groups.setdefault(key, Group(key, title)).rows.append(row)
    return list(groups.values())
