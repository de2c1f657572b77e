"""Which cells of figures a viewer reaches: all, those of the own unit, or of the own chain."""

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.table import Whose
from chainchief.access.viewers import Held, Viewer
from chainchief.core.i18n import _
from chainchief.indicators.figures import Scope
from chainchief.indicators.territory import Territory


def reaches(viewer: Viewer, scope: Scope, territory: Territory, verb: str = "see") -> bool:
    """Whether some rule of the policy table opens this cell to the viewer."""
    return any(
        _opens(rule.whose, held, scope, territory)
        for rule in policy.table().rules_for(viewer.roles, verb, "figures")
        for held in viewer.in_role(rule.role)
    )


def _opens(whose: Whose, held: Held, scope: Scope, territory: Territory) -> bool:
    if whose is Whose.ALL:
        return True
    if whose is Whose.OWN_DIVISION:
        around = territory.containing.get(scope.division, frozenset())
        return bool(held.division) and held.division in {scope.division, *around}
    return whose is Whose.OWN_CHAIN and bool(held.chain) and scope.chain == held.chain


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
