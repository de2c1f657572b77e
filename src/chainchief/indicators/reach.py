"""Which cells of figures a viewer reaches: all, those of the own unit, or of the own chain."""

from functools import partial

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.scopes import ScopeCodes
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.figures import Scope


def reaches(viewer: Viewer, scope: Scope, territory: Territory, verb: str = "see") -> bool:
    """Whether some rule of the policy table opens this cell to the viewer."""
    reach = policy.reach(viewer, verb, "figures", contained=partial(_contained, territory))
    return reach.covers(ScopeCodes(division=_one(scope.division), chain=_one(scope.chain)))


def _contained(territory: Territory, code: str) -> frozenset[str]:
    """The units in a unit, as the snapshot has them."""
    return frozenset(unit for unit, around in territory.containing.items() if code in around)


def _one(code: str) -> frozenset[str]:
    return frozenset({code} if code else ())


def require_reach(viewer: Viewer, scope: Scope, territory: Territory, verb: str = "see") -> None:
    """`reaches`, or `NotAllowedError` that names the unit and the chain."""
    if reaches(viewer, scope, territory, verb):
        return
    unit = territory.names.get(scope.division, scope.division)
    chain = territory.chains.get(scope.chain, scope.chain) or _("all chains")
    raise NotAllowedError(
        _("{viewer} may not see the figures of {unit}, {chain}.").format(
            viewer=viewer.name, unit=unit, chain=chain
        )
    )


def first_scope(viewer: Viewer, territory: Territory) -> Scope:
    """The cell a page begins with: the city where it is open, else the viewer's own."""
    city = Scope(territory.root)
    if reaches(viewer, city, territory):
        return city
    for held in viewer.held:
        own = Scope(held.division or territory.root, held.chain)
        if reaches(viewer, own, territory):
            return own
    return city
