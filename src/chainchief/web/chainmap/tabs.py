"""The pages of one chain beside each other; a page stands here once it may be opened."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.rules import READING
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.doors.guard import opens


@dataclass(frozen=True)
class Tab:
    name: str
    address: str
    is_current: bool


#: Route → its name in the row of tabs.
_TABS = {
    "chain": "Overview of the chain",
    "chain-map": "Map of the chain",
    "chain-answers": "What it has and lacks",
    "chain-what-if": "What if a firm stops",
    "chain-targets": "Whom to attract",
    "chain-lists": "Lists of the chain",
    "chain-regions": "Where the chain lies",
    "chain-tree": "Edit the chain",
}


def tabs_of(query: MapQuery, here: str, viewer: Viewer) -> list[Tab]:
    found = []
    for route, name in _TABS.items():
        method = policy.table().methods_of(route).get(READING)
        if method is not None and opens(viewer, method):
            keeps = f"month={query.month}" if route == "chain" else query.query
            address = f"{reverse(route, args=[query.chain])}?{keeps}"
            found.append(Tab(_(name), address, route == here))
    return found
