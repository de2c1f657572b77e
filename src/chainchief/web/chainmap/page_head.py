"""The head of the pages of a chain: the way to them, the row of their tabs, what they rest on."""

from dataclasses import replace

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.rules import READING
from chainchief.access.viewers import Viewer
from chainchief.chainmap import Chart
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.doors.guard import opens
from chainchief.web.figures.page_head import PageHead, Tab
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import bar_for

#: Route → its name in the row of tabs, and where the page stands.
_TABS = {
    "chain": "Overview of the chain",
    "chain-map": "Map of the chain",
    "chain-technology": "Technology routes",
    "chain-applications": "Application fields",
    "chain-attraction": "Attraction route map",
    "chain-answers": "What it has and lacks",
    "chain-what-if": "What if a firm stops",
    "chain-targets": "Whom to attract",
    "chain-matches": "Matches within the city",
    "chain-lists": "Lists of the chain",
    "chain-regions": "Where the chain lies",
    "chain-tree": "Edit the chain",
}


def head_of(query: MapQuery, route: str, chain: str, title: str, viewer: Viewer) -> PageHead:
    """The head of the page at `route`, of the chain of that name."""
    overview = f"{reverse('chain', args=[query.chain])}?month={query.month}"
    return PageHead(
        title=title,
        bar=bar_for(query.month, reverse(route, args=[query.chain])),
        crumbs=[crumb_to_chains(query.month), Crumb(chain, overview), Crumb(_(_TABS[route]))],
        as_at=[_("as at {day}").format(day=query.day)],
        tabs=tabs_of(query, route, viewer),
    )


def head_over(query: MapQuery, route: str, chart: Chart, title: str, viewer: Viewer) -> PageHead:
    """The head of a page of answers: with the year of their purchases, and how far one sees."""
    head = head_of(query, route, chart.name, title, viewer)
    if chart.year is not None:
        head.as_at.append(_("purchases of {year}").format(year=chart.year))
    return replace(head, note=_reach_note(chart))


def crumb_to_chains(month: Month) -> Crumb:
    return Crumb(_("Chains"), f"{reverse('chains')}?month={month}")


def _reach_note(chart: Chart) -> str:
    if not chart.is_partial:
        return ""
    return _(
        "Some of the chain's firms are not open to you: a segment is shown as strong where those "
        "you see make it so, else as not known, and amounts are of what you see."
    )


def tabs_of(query: MapQuery, here: str, viewer: Viewer) -> tuple[Tab, ...]:
    """The pages of the chain that are open to the viewer."""
    found = []
    for route, name in _TABS.items():
        method = policy.table().methods_of(route).get(READING)
        if method is not None and opens(viewer, method):
            keeps = f"month={query.month}" if route == "chain" else query.query
            address = f"{reverse(route, args=[query.chain])}?{keeps}"
            found.append(Tab(_(name), address, route == here))
    return tuple(found)
