"""The list of a kind's records, put together for its template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.exchange.layout import columns_of
from chainchief.ledger.registers import AnyColumn, Register
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.registers.cells import Cell, cells_for, is_number
from chainchief.web.registers.columns import FIRST, shown_columns
from chainchief.web.registers.derived import derived_named, derived_of
from chainchief.web.registers.lists.filters import Filters, filters_of
from chainchief.web.registers.lists.foot import (
    FigureDoor,
    GroupChoice,
    Groups,
    Total,
    count_and_totals,
    figure_doors,
    group_choices,
    groups_of,
    summed_columns,
)
from chainchief.web.registers.lists.found_out import Found, found_out, heads_of
from chainchief.web.registers.lists.saved_views import SavedView, as_liked, views_for
from chainchief.web.registers.names import Names, rows_with
from chainchief.web.registers.query import SIZES, ListQuery
from chainchief.web.registers.selection import is_named, selected_records, with_all_derived

if TYPE_CHECKING:
    _Pages = Paginator[Any]
else:
    _Pages = Paginator


@dataclass(frozen=True)
class Sort:
    """A door in the head of a column that sorts by it; `address` is "" where nothing does.

    `panel` is where the column is looked into and narrowed by, "" where it is not.
    """

    key: str
    title: str
    address: str
    direction: str
    panel: str = ""
    is_narrowed: bool = False


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column; the first may sort by two."""

    sorts: list[Sort]
    is_number: bool = False

    @property
    def direction(self) -> str:
        return next((sort.direction for sort in self.sorts if sort.direction), "")


@dataclass(frozen=True)
class ColumnChoice:
    """A column that can be shown, and whether it is."""

    name: str
    title: str
    is_shown: bool


@dataclass(frozen=True)
class RecordLine:
    """One record: its name (or code), the code below a name, its other cells."""

    title: str
    code: str
    address: str
    cells: list[Cell]
    withdrawn: str


@dataclass(frozen=True)
class PageLink:
    """To a page by its number, or to another length of pages; "" leads nowhere: it is here."""

    text: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class Turn:
    """To every other page, and what stands on this one; pages far away are left out."""

    words: str
    before: str
    after: str
    place: str
    pages: list[PageLink]
    sizes: list[PageLink]


@dataclass(frozen=True)
class ViewTab:
    """A view to open; the first is the whole list. `drop` forgets it, "" where that is not mine."""

    name: str
    address: str
    is_current: bool = False
    by: str = ""
    is_shared: bool = False
    drop: str = ""


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
    sums: list[Total]
    groups: Groups | None
    group_choices: list[GroupChoice]
    ungrouped: list[tuple[str, str]]
    figures: list[FigureDoor]
    choices: list[ColumnChoice]
    query: str
    is_tight: bool
    density: tuple[str, str]
    views: list[ViewTab]
    turn: Turn
    files: list[tuple[str, str]]
    bring: str
    level: str
    is_empty: bool


def list_page(register: Register, query: ListQuery, viewer: Viewer) -> ListPage:
    """`WrongUseError` where the address asks for what the kind does not have."""
    here, names = reverse("record-list", args=[register.kind]), Names(viewer)
    liked, views = views_for(register, viewer)
    requested, query = query, as_liked(query, liked)
    selected, columns = (
        selected_records(register, query, viewer),
        shown_columns(register, query.columns),
    )
    summed = summed_columns(columns)
    count, totals = count_and_totals(summed, selected)
    page = _Counted(selected, query.size, count).get_page(query.page)
    in_force = records_of(register.kind, viewer).count() if query.is_narrowed else count
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
        heads=_heads(register, columns, query, here),
        lines=_lines(register, columns, page, names),
        sums=_sums(register, columns, totals),
        groups=groups_of(register, query, summed, selected, viewer),
        group_choices=group_choices(register, query),
        ungrouped=query.but(group="").pairs,
        figures=figure_doors(register, query, summed, viewer),
        choices=_choices(register, columns),
        query=query.but().query,
        is_tight=query.is_tight,
        density=_density(query, here),
        views=_view_tabs(register, requested, views, here),
        turn=_turn(page, query, here),
        files=_files(register, query, viewer),
        bring=_bring(register, viewer),
        level=policy.level_word(register.policy_class),
        is_empty=not in_force,
    )


class _Counted(_Pages):
    """Pages of records that are counted already, together with their sums."""

    def __init__(self, rows: "QuerySet[Any, Any]", size: int, found: int) -> None:
        super().__init__(rows, size)
        self._found = found

    @property
    def count(self) -> int:
        return self._found


def _density(query: ListQuery, here: str) -> tuple[str, str]:
    """The words and the address of the other density."""
    other = query.but(is_tight=not query.is_tight, page=query.page)
    return _("Comfortable") if query.is_tight else _("Compact"), f"{here}?{other.query}"


def _view_tabs(
    register: Register, query: ListQuery, views: list[SavedView], here: str
) -> list[ViewTab]:
    """The whole list first; nothing where no view is kept."""
    if not views:
        return []
    return [
        ViewTab(_("All records"), here, is_current=not query.view and not query.is_narrowed),
        *(
            ViewTab(
                view.name,
                f"{here}?{view.query.query}",
                is_current=view.number == query.view,
                by=view.by,
                is_shared=view.is_shared,
                drop="" if view.by else reverse("record-view", args=[register.kind, view.number]),
            )
            for view in views
        ),
    ]


def _choices(register: Register, shown: list[AnyColumn]) -> list[ColumnChoice]:
    names = {column.name for column in shown}
    rest = (column for column in columns_of(register) if column.name not in FIRST)
    return [ColumnChoice(each.name, each.label, each.name in names) for each in rest]


def _sums(register: Register, columns: list[AnyColumn], totals: dict[str, Total]) -> list[Total]:
    """Under each column that is summed its total; nothing where none is."""
    if not totals:
        return []
    before = [Total() for _head in heads_of(register)]
    return before + [totals.get(each.name, Total()) for each in columns]


def _heads(
    register: Register, columns: list[AnyColumn], query: ListQuery, here: str
) -> list[ColumnHead]:
    """The name (where there is one) and the code share the first column."""
    first = [column for column in columns_of(register) if column.name in FIRST]
    first.sort(key=lambda column: column.name, reverse=True)
    heads = [ColumnHead([_sort(column, query, here) for column in first])]
    heads += [
        ColumnHead([_found_out(register, name, title, query, here)])
        for name, title in heads_of(register)
    ]
    return heads + [ColumnHead([_sort(each, query, here)], is_number(each)) for each in columns]


def _found_out(register: Register, name: str, title: str, query: ListQuery, here: str) -> Sort:
    """What is found out is sorted and narrowed by where SQL decides it."""
    if derived_named(register, name) is None:
        return Sort("", title, "", "")
    return _door(name, title, query, here)


def _sort(column: Any, query: ListQuery, here: str) -> Sort:
    if isinstance(column, CustomField):
        return Sort(column.name, column.label, "", "")
    return _door(column.name, column.label, query, here)


def _door(name: str, title: str, query: ListQuery, here: str) -> Sort:
    is_sorted = name == query.sort
    turned = query.but(sort=name, descending=is_sorted and not query.descending)
    return Sort(
        name,
        title,
        f"{here}?{turned.query}",
        ("descending" if query.descending else "ascending") if is_sorted else "",
        panel="" if name == "code" else f"{here}columns/{name}/?{query.but().query}",
        is_narrowed=any(each.column == name for each in query.conditions),
    )


def _lines(
    register: Register, columns: list[AnyColumn], page: "Page[Any]", names: Names
) -> list[RecordLine]:
    shown: Any = page.object_list
    shown = with_all_derived(shown, register, names.viewer)
    rows = rows_with(register, shown, *(each.attribute for each in derived_of(register)))
    names.look_up(register, rows)
    found = found_out(register, rows, names.viewer)
    return [_line(register, columns, row, names, found) for row in rows]


def _line(
    register: Register, columns: list[AnyColumn], row: dict[str, Any], names: Names, found: Found
) -> RecordLine:
    named = is_named(register)
    cells = cells_for(register, row, row["extra"], names, columns)
    gone = row["withdrawn_on"]
    return RecordLine(
        title=row["name"] if named else row["code"],
        code=row["code"] if named else "",
        address=address_of(register.kind, row["uid"]),
        cells=[*found.get(row["code"], ()), *cells],
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
        pages=_page_links(page, at),
        sizes=[
            PageLink(str(size), f"{here}?{query.but(size=size).query}", size == query.size)
            for size in SIZES
        ],
    )


def _bring(register: Register, viewer: Viewer) -> str:
    """Where a workbook of the kind is brought, for whoever may enter the kind."""
    may = policy.allowed(viewer, "enter", register.policy_class)
    return f"{reverse('imports')}?kind={register.kind}" if may else ""


def _page_links(page: "Page[Any]", at: Callable[[int], str]) -> list[PageLink]:
    if page.paginator.num_pages == 1:
        return []
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        PageLink(str(each), at(each), each == page.number)
        if isinstance(each, int)
        else PageLink(str(each), "")
        for each in shown
    ]


def _files(register: Register, query: ListQuery, viewer: Viewer) -> list[tuple[str, str]]:
    """Downloads of all that is sought, for whoever may export the kind."""
    if not policy.allowed(viewer, "export", register.policy_class):
        return []
    address = query.but().query
    return [
        (form.upper(), f"{reverse('record-file', args=[register.kind, form])}?{address}")
        for form in ("xlsx", "csv")
    ]
