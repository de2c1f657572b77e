"""Screen mode: published figures only, large, one subject after the other, for a wall.

Published is what stands in the newest closed month, by that closing, and may leave the bureau:
no month that is open, no open ledger, no small cell, no person and no firm.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.indicators.catalogue.subjects import subjects
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.web.figures import comparisons
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.comparisons import PlanBar
from chainchief.web.figures.number_words import Shown, shown, span_words
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.query import CellQuery

#: The subjects that take turns, each with the figures that it may show, the first six of them.
_TURNS = (
    (
        "IND-PRJ-STARTED",
        "IND-PRJ-FUNDS-RECOGNISED",
        "IND-PRJ-INVESTED",
        "IND-PRJ-SIGNED",
        "IND-PRJ-COMPLETED",
        "IND-PRJ-PRODUCING",
    ),
    (
        "IND-ACT-LED-TRIPS",
        "IND-ACT-TRIPS",
        "IND-ACT-HQ",
        "IND-AGR-PROMO",
        "IND-AGR-PROMO-AMOUNT",
        "IND-AGR-ALL",
        "IND-AGR-AMOUNT",
    ),
    (
        "IND-FRM-LEADERS",
        "IND-FRM-ABOVE-SCALE",
        "IND-FRM-ENTERED",
        "IND-FRM-TOP50",
        "IND-FRM-KEY",
        "IND-TTN-PROV",
    ),
    (
        "IND-SEG-COVERAGE",
        "IND-SEG-PRESENT",
        "IND-PLT-ALL",
        "IND-CLU-CHAR",
        "IND-PARK-COUNT",
        "IND-SEG-KEY-PRESENT",
    ),
)
_SHOWN = 6


@dataclass(frozen=True)
class Big:
    """One figure, large."""

    name: str
    shown: Shown
    span: str
    note: str
    plan: PlanBar | None
    last_year: str


@dataclass(frozen=True)
class Turn:
    """A subject with the figures that are shown at once."""

    title: str
    figures: list[Big]


@dataclass(frozen=True)
class ScreenPage:
    """What templates/web/figures/screen.html shows; no turns while no month is closed."""

    title: str
    as_at: str
    turns: list[Turn]


def screen_page(viewer: Viewer) -> ScreenPage:
    """Screen of the newest closed month, in the cell where the viewer's pages begin."""
    month = max((Month.parse(act.month) for act in closing.closed_months()), default=None)
    if month is None:
        return ScreenPage(_("No month is closed yet"), "", [])
    codes = [code for turn in _TURNS for code in turn]
    query, numbers = cell_of(CellQuery(month), viewer, codes)
    if numbers.snapshot.is_working:  # reopened before it was ever closed again
        return ScreenPage(_("No month is closed yet"), "", [])
    public = _public(numbers)
    turns = (_turn(codes, query, numbers, public) for codes in _TURNS)
    return ScreenPage(
        title=f"{month.label} · {numbers.scope_name(query.scope)}",
        as_at=_("cut-off {}").format(month.last.isoformat()),
        turns=[turn for turn in turns if turn.figures],
    )


_memory: Memory[Figures] = Memory(8)


def _public(numbers: Numbers) -> Figures:
    """The figures as the public may see them."""
    figures = numbers.figures
    key = (numbers.snapshot.manifest_hash, figures.span, figures.codes)
    snapshot, engine = numbers.snapshot, duckdb_engine()
    return _memory.get(key, lambda: for_audience(figures, Audience.PUBLIC, snapshot, engine))


def _turn(codes: tuple[str, ...], query: CellQuery, numbers: Numbers, public: Figures) -> Turn:
    figures = list(_figures(codes, query, numbers, public))[:_SHOWN]
    return Turn(subjects().of(codes[0]).name, figures)


def _figures(
    codes: tuple[str, ...], query: CellQuery, numbers: Numbers, public: Figures
) -> Iterator[Big]:
    reported = {figure.code for figure in numbers.figures_of(query.scope)}
    for code in codes:
        if code not in reported:
            continue
        figure = public.get(code, query.scope)
        if figure.value is None or figure.not_public:
            continue
        yield Big(
            figure.name,
            shown(figure),
            span_words(figure),
            figure.note,
            comparisons.plan_bar(numbers.comparer, figure),
            comparisons.last_year(numbers.comparer, figure),
        )
