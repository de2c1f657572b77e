"""The page of a month's figures: six cards and what one pinned, a subject, or all of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.indicators.catalogue import loading as catalogues
from chainchief.indicators.catalogue.subjects import subjects
from chainchief.web.figures import rows
from chainchief.web.figures.cards import CARDS, FIRST, cards_of
from chainchief.web.figures.keeping.pins import pinned_by
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.pages.finding import Findable, findable, holds
from chainchief.web.figures.rows import Group, Row, row_for
from chainchief.web.figures.scopes import ScopeChoices, as_at, cell_of, choices_of, note_on
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery

#: The level that shows every figure; "" shows the cards, any other word is a subject's code.
ALL = "all"


@dataclass(frozen=True)
class Tab:
    """One level of the page."""

    name: str
    address: str
    is_current: bool
    number: int = 0
    code: str = ""

    @property
    def number_words(self) -> str:
        return ngettext("{number} figure", "{number} figures", self.number).format(
            number=self.number
        )


@dataclass(frozen=True)
class Page:
    """What templates/web/figures.html shows."""

    query: CellQuery
    bar: Bar
    title: str
    as_at: list[str]
    note: str
    scope: ScopeChoices
    level: str
    tabs: list[Tab]
    subjects: list[Tab]
    cards: list[Row]
    pins: list[Row]
    groups: list[Group]
    words: str
    #: All that typing may find, and whether what is found is shown from the beginning.
    findable: list[Findable]
    found: list[Findable]

    @property
    def shows_all(self) -> bool:
        return self.level == ALL


def page_for(
    query: CellQuery, viewer: Viewer, level: str = "", words: str = ""
) -> tuple[Page, Numbers]:
    """The page and the numbers it shows; the division filled in where the address named none."""
    pins = [] if level else pinned_by(viewer)
    codes = _codes_of(level, pins)
    query, numbers = cell_of(query, viewer, codes)
    here = reverse("figures")
    bar = bar_for(query.month, here, division=query.division, chain=query.chain, level=level)
    lines = findable(numbers.catalogue, query)
    page = Page(
        query=query,
        bar=bar,
        title=title_of(query, numbers),
        as_at=as_at(query, numbers),
        note=note_on(query, numbers),
        scope=choices_of(query, numbers, viewer, bar.state, here, level=level),
        level=level,
        tabs=_tabs(query, level),
        subjects=_subjects(query, level, numbers),
        cards=[] if level else list(cards_of(CARDS, query, query.scope, numbers)),
        pins=list(_pins(pins, query, numbers)),
        groups=groups_of(query, numbers, level) if level else [],
        words=words,
        findable=lines,
        found=[line for line in lines if holds(line.text, words)] if words else [],
    )
    return page, numbers


def level_of(code: str) -> str:
    """The level on which an indicator stands with its like."""
    return subjects().of(code).code


def _codes_of(level: str, pins: list[str]) -> list[str] | None:
    """What a level needs computed; None for everything."""
    if level == ALL:
        return None
    if not level:
        return [*FIRST, *pins]
    arrangement = subjects()
    codes = [each.code for each in catalogues.load() if arrangement.of(each.code).code == level]
    if not codes:
        raise WrongUseError(_("There is no subject {!r}.").format(level))
    return codes


def _address(query: CellQuery, level: str) -> str:
    more = f"&{urlencode({'level': level})}" if level else ""
    return f"{reverse('figures')}?{query.query}{more}"


def _tabs(query: CellQuery, level: str) -> list[Tab]:
    first = level if level not in ("", ALL) else next(iter(subjects().listed)).code
    return [
        Tab(_("Main figures"), _address(query, ""), not level),
        Tab(_("By subject"), _address(query, first), level not in ("", ALL)),
        Tab(_("All figures"), _address(query, ALL), level == ALL),
    ]


def _subjects(query: CellQuery, level: str, numbers: Numbers) -> list[Tab]:
    """The headings that have indicators, in their order, with how many."""
    arrangement = subjects()
    number: dict[str, int] = {}
    names: dict[str, str] = {}
    ordered = sorted(numbers.catalogue, key=lambda each: arrangement.place(each.code))
    for each in ordered:
        if not each.parameters:
            subject = arrangement.of(each.code)
            names[subject.code] = subject.name
            number[subject.code] = number.get(subject.code, 0) + 1
    return [
        Tab(name, _address(query, code), code == level, number[code], code)
        for code, name in names.items()
    ]


def _pins(pins: list[str], query: CellQuery, numbers: Numbers) -> list[Row]:
    """What this person pinned, where the catalogue still has it, told of such a cell."""
    by_code = {figure.code: figure for figure in numbers.figures_of(query.scope)}
    return [row_for(query, by_code[code], numbers) for code in pins if code in by_code]


def title_of(query: CellQuery, numbers: Numbers) -> str:
    """Title: what, for whom, when: 2023年11月 德州市 · 全部产业链 主要数据."""
    return _("Figures of {month}: {scope}").format(
        month=query.month.label, scope=numbers.scope_name(query.scope)
    )


def groups_of(query: CellQuery, numbers: Numbers, level: str = ALL) -> list[Group]:
    """The figures under the headings of their subjects, in the order that the subjects list."""
    arrangement = subjects()
    arranged = sorted(
        numbers.figures_of(query.scope), key=lambda each: arrangement.place(each.code)
    )
    headed = ((arrangement.of(figure.code), figure) for figure in arranged)
    return rows.grouped(
        (subject.code, subject.name, row_for(query, figure, numbers))
        for subject, figure in headed
        if level in (ALL, subject.code)
    )
