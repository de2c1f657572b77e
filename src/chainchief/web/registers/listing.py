"""The list of a kind's records, put together for its template."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.exchange.layout import columns_of
from chainchief.ledger.registers import Register
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.registers.cells import Cell, cells_for, is_number
from chainchief.web.registers.filters import Filters, filters_of
from chainchief.web.registers.names import Names, rows_with
from chainchief.web.registers.query import ListQuery
from chainchief.web.registers.selection import is_named, selected_records

#: Records on a page.
STEP = 50


@dataclass(frozen=True)
class Sort:
    """A door in the head of a column that sorts by it; `address` is "" where nothing does."""

    key: str
    title: str
    address: str
    direction: str


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column; the first may sort by two."""

    sorts: list[Sort]
    is_number: bool = False

    @property
    def direction(self) -> str:
        return next((sort.direction for sort in self.sorts if sort.direction), "")


@dataclass(frozen=True)
class RecordLine:
    """One record: its name (or code), the code below a name, its other cells."""

    title: str
    code: str
    address: str
    cells: list[Cell]
    withdrawn: str


@dataclass(frozen=True)
class Turn:
    """To the page before and after, and what stands on this one."""

    words: str
    before: str
    after: str
    place: str


@dataclass(frozen=True)
class ListPage:
    """What templates/web/registers/list.html shows."""

    kind: str
    title: str
    meaning: str
    crumbs: list[Crumb]
    as_at: list[str]
    filters: Filters
    heads: list[ColumnHead]
    lines: list[RecordLine]
    turn: Turn
    files: list[tuple[str, str]]
    bring: str
    level: str
    is_empty: bool


def list_page(register: Register, query: ListQuery, viewer: Viewer) -> ListPage:
    """`WrongUseError` where the address asks for what the kind does not have."""
    here, names = reverse("record-list", args=[register.kind]), Names(viewer)
    page = Paginator(selected_records(register, query, viewer), STEP).get_page(query.page)
    in_force = records_of(register.kind, viewer).count()
    return ListPage(
        kind=register.kind,
        title=_(register.plural),
        meaning=register.meaning,
        crumbs=[Crumb(_("Registers"), reverse("records")), Crumb(_(register.plural))],
        as_at=[
            _("{} found").format(f"{page.paginator.count:,}"),
            _("{} in force").format(f"{in_force:,}"),
        ],
        filters=filters_of(register, query, viewer, here, names),
        heads=_heads(register, query, here),
        lines=_lines(register, page, names),
        turn=_turn(page, query, here),
        files=_files(register, query, viewer),
        bring=_bring(register, viewer),
        level=policy.level_word(register.policy_class),
        is_empty=not in_force,
    )


def _heads(register: Register, query: ListQuery, here: str) -> list[ColumnHead]:
    """The name (where there is one) and the code share the first column."""
    columns = columns_of(register)
    first = [column for column in columns if column.name in {"name", "code"}]
    first.sort(key=lambda column: column.name, reverse=True)
    heads = [ColumnHead([_sort(column, query, here) for column in first])]
    rest = (column for column in columns if column not in first)
    return heads + [ColumnHead([_sort(each, query, here)], is_number(each)) for each in rest]


def _sort(column: Any, query: ListQuery, here: str) -> Sort:
    if isinstance(column, CustomField):
        return Sort(column.name, column.label, "", "")
    is_sorted = column.name == query.sort
    turned = query.but(sort=column.name, descending=is_sorted and not query.descending)
    direction = ("descending" if query.descending else "ascending") if is_sorted else ""
    return Sort(column.name, column.label, f"{here}?{turned.query}", direction)


def _lines(register: Register, page: "Page[Any]", names: Names) -> list[RecordLine]:
    rows = rows_with(register, page.object_list)  # type: ignore[arg-type]
    names.look_up(register, rows)
    return [_line(register, row, names) for row in rows]


def _line(register: Register, row: dict[str, Any], names: Names) -> RecordLine:
    named = is_named(register)
    cells = cells_for(register, row, row["extra"], names)
    gone = row["withdrawn_on"]
    return RecordLine(
        title=row["name"] if named else row["code"],
        code=row["code"] if named else "",
        address=address_of(register.kind, row["uid"]),
        cells=[cell for cell in cells if cell.column not in {"name", "code"}],
        withdrawn=_("withdrawn on {}").format(gone.isoformat()) if gone else "",
    )


def _turn(page: "Page[Any]", query: ListQuery, here: str) -> Turn:
    def at(number: int) -> str:
        return f"{here}?{query.but(page=number).query}"

    pages = page.paginator
    return Turn(
        words=_("{first}–{last} of {all}").format(
            first=page.start_index(), last=page.end_index(), all=f"{pages.count:,}"
        ),
        before=at(page.number - 1) if page.has_previous() else "",
        after=at(page.number + 1) if page.has_next() else "",
        place=_("page {page} of {pages}").format(page=page.number, pages=pages.num_pages),
    )


def _bring(register: Register, viewer: Viewer) -> str:
    """Where a workbook of the kind is brought, for whoever may enter the kind."""
    may = policy.allowed(viewer, "enter", register.policy_class)
    return f"{reverse('imports')}?kind={register.kind}" if may else ""


def _files(register: Register, query: ListQuery, viewer: Viewer) -> list[tuple[str, str]]:
    """Downloads of all that is sought, for whoever may export the kind."""
    if not policy.allowed(viewer, "export", register.policy_class):
        return []
    address = query.but().query
    return [
        (form.upper(), f"{reverse('record-file', args=[register.kind, form])}?{address}")
        for form in ("xlsx", "csv")
    ]
