"""The units of a lead: as a viewer, in words, as accounts."""

from chainchief.access import policy
from chainchief.access.models import Account
from chainchief.access.scopes import Dimension, ScopeCodes, codes_of
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.leads.machine import Side, turn_of
from chainchief.desk.tasks.parties import of_chain, stands_in
from chainchief.ledger.kinds.division.models import Level
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.registers import register_of
from chainchief.people.notices.recipients import holding, of_division

_OFFICE = "chain-office"


def scope_of(lead: Lead) -> ScopeCodes:
    """Whose a lead is: the unit in charge, the chain; and the units beside that one."""
    return codes_of(lead, register_of(Lead.kind).scopes)


def covers(lead: Lead, verb: str, viewer: Viewer) -> bool:
    """Whether the policy table lets the viewer do this to the lead."""
    return policy.covers(viewer, register_of(Lead.kind).policy_class, scope_of(lead), verb)


def belongs(lead: Lead, side: Side, viewer: Viewer) -> bool:
    """Whether the viewer is of that side, and not merely writing down what it said."""
    if side is Side.OFFICE:
        return stands_in(viewer)
    if side is Side.RECEIVER:
        return lead.handover_to_id in viewer.own(Dimension.DIVISION)
    if stands_in(viewer):
        return bool(lead.division.level == Level.CITY)
    return covers(lead, "enter", viewer)


def holder_words(lead: Lead) -> str:
    """Name who has it in charge."""
    if lead.division.level == Level.CITY and lead.chain:
        return _("task force of {chain}").format(chain=lead.chain.name)
    return str(lead.division.name)


def turn_words(lead: Lead) -> str:
    """Say whose turn it is."""
    words = {
        Side.HOLDER: holder_words(lead),
        Side.RECEIVER: lead.handover_to.name if lead.handover_to else "",
        Side.OFFICE: _("the chain office"),
        Side.NOBODY: "",
    }
    return words[turn_of(lead)]


def holders(lead: Lead) -> list[Account]:
    """Accounts of the unit in charge; of the whole city's, of the chain's task force."""
    if lead.division.level == Level.CITY:
        return of_chain("task-force", lead.chain_id) or list(holding(_OFFICE))
    return list(of_division(lead.division_id))


def people_of(lead: Lead) -> list[Account]:
    """The accounts whose turn it is."""
    side = turn_of(lead)
    if side is Side.HOLDER:
        return holders(lead)
    if side is Side.RECEIVER:
        return list(of_division(str(lead.handover_to_id)))
    return list(holding(_OFFICE)) if side is Side.OFFICE else []


def chain_office() -> list[Account]:
    return list(holding(_OFFICE))


def chief_of(lead: Lead) -> list[Account]:
    """Accounts of the chief of the lead's chain and the secretary."""
    return of_chain("chief", lead.chain_id)
