"""The parties of a feature: as a viewer, in words, as accounts."""

from chainchief.access import policy
from chainchief.access.models import Account
from chainchief.access.scopes import Dimension, ScopeCodes, codes_of
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.features.machine import Side, turn_of
from chainchief.desk.tasks.parties import stands_in
from chainchief.ledger.kinds.feature.models import Feature
from chainchief.ledger.registers import register_of
from chainchief.people.notices.recipients import holding, limited_to

_OFFICE = "chain-office"


def scope_of(feature: Feature) -> ScopeCodes:
    """Whose a feature is: the firm, its unit and chain, the office that proposed it."""
    return codes_of(feature, register_of(Feature.kind).scopes)


def covers(feature: Feature, verb: str, viewer: Viewer) -> bool:
    """Whether the policy table lets the viewer do this to the feature."""
    return policy.covers(viewer, register_of(Feature.kind).policy_class, scope_of(feature), verb)


def belongs(feature: Feature, side: Side, viewer: Viewer) -> bool:
    """Whether the viewer is of that side, and not merely writing down what it said."""
    if side is Side.FIRM:
        return feature.enterprise_id in viewer.own(Dimension.ENTERPRISE)
    return stands_in(viewer)


def turn_words(feature: Feature) -> str:
    """Say whose turn it is."""
    words = {
        Side.OFFICE: _("the chain office"),
        Side.FIRM: str(feature.enterprise.name),
        Side.NOBODY: "",
    }
    return words[turn_of(feature)]


def people_of(feature: Feature) -> list[Account]:
    """The accounts whose turn it is; of a firm without any, the office that enters it for them."""
    side = turn_of(feature)
    if side is Side.NOBODY:
        return []
    firm = (
        list(limited_to(Dimension.ENTERPRISE, feature.enterprise_id)) if side is Side.FIRM else []
    )
    return firm or chain_office()


def chain_office() -> list[Account]:
    return list(holding(_OFFICE))
