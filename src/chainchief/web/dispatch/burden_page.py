"""The page of the burden: what asking cost each unit in a month, beside the city's limits."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.burden.counting import Cells, MonthBurden, burden_of, year_until
from chainchief.dispatch.burden.preset import Limits, limits
from chainchief.dispatch.burden.workbook import heads
from chainchief.dispatch.closing import MONTHS
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import Bar, bar_for


@dataclass(frozen=True)
class BurdenLine:
    code: str
    name: str
    requests: str
    typed: str
    elsewhere: str
    known: str
    from_nothing: str
    share: str
    hours: str
    #: Whether the unit was asked more often than the city means to.
    too_often: bool = False


@dataclass(frozen=True)
class MonthLine:
    label: str
    requests: str
    typed: str
    of_limit: str


@dataclass(frozen=True)
class BurdenPage:
    """What templates/web/dispatch/burden.html shows."""

    title: str
    crumbs: list[Crumb]
    bar: Bar
    heads: list[str]
    lines: list[BurdenLine]
    whole: BurdenLine
    limit: str
    #: What the city typed, in percent of the limit; and whether that is over it.
    used: int
    is_over: bool
    year: list[MonthLine]
    file: str


def burden_page(month: Month, viewer: Viewer) -> BurdenPage:
    """Everybody sees every unit: nobody is ranked, and what is asked is no secret."""
    burden, limit = burden_of(month), limits()
    may_export = policy.allowed(viewer, "export", MONTHS)
    typed = burden.cells.typed
    return BurdenPage(
        title=_("Burden of asking, {}").format(month.label),
        crumbs=[
            Crumb(_("Dispatch"), f"{reverse('dispatch')}?month={month}"),
            Crumb(_("Burden")),
        ],
        bar=bar_for(month, reverse("burden")),
        heads=heads(),
        lines=[
            _line(
                one.respondent.code,
                one.name,
                one.requests,
                one.cells,
                one.hours,
                too_often=one.requests > limit.unit_requests,
            )
            for one in burden.units
        ],
        whole=_whole(burden),
        limit=_limit_words(burden, limit),
        used=round(100 * typed / limit.city_cells),
        is_over=typed > limit.city_cells,
        year=[
            MonthLine(
                one.month.label,
                f"{one.requests:,}",
                f"{one.typed:,}",
                f"{one.typed / limit.city_cells:.0%}",
            )
            for one in year_until(month)
        ],
        file=f"{reverse('burden-file')}?month={month}" if may_export else "",
    )


def _whole(burden: MonthBurden) -> BurdenLine:
    name = _("The city together")
    return _line("", name, burden.requests, burden.cells, burden.hours)


def _line(
    code: str,
    name: str,
    requests: int,
    cells: Cells,
    hours: float | None,
    *,
    too_often: bool = False,
) -> BurdenLine:
    return BurdenLine(
        code,
        name,
        f"{requests:,}",
        f"{cells.typed:,}",
        f"{cells.elsewhere:,}",
        f"{cells.known:,}",
        f"{cells.from_nothing:,}",
        f"{cells.share:.1%}" if cells.from_nothing else "—",
        f"{hours:,.1f}" if hours is not None else "—",
        too_often,
    )


def _limit_words(burden: MonthBurden, limit: Limits) -> str:
    return _("cells typed in the city: {typed}, the limit of a month: {limit}").format(
        typed=f"{burden.cells.typed:,}", limit=f"{limit.city_cells:,}"
    )
