"""Whom a step of a lead is told: whoever has the next one, and both units of one investor."""

from collections.abc import Sequence, Set

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.desk.leads.investors import claimed_twice, claims_on
from chainchief.desk.leads.machine import LeadAct, Side, turn_of
from chainchief.desk.leads.units import chain_office, holders, people_of, turn_words
from chainchief.desk.matter_notices import MatterNotices, once
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.people.notices import Topic
from chainchief.people.notices.recipients import of_division
from chainchief.people.notices.sending import send_all


def _who(lead: Lead) -> str:
    return turn_words(lead) or "—"


_NOTICES: MatterNotices[Lead] = MatterNotices(Lead.kind, "lead", "/leads/", _who)
about_limit, address_of = _NOTICES.about_limit, _NOTICES.address_of


def received(lead: Lead, viewer: Viewer) -> None:
    """A lead was entered: its unit is told, and every unit that follows the investor already."""
    _NOTICES.send(lead, Topic.CASE_TURN, holders(lead), but=viewer)
    tell_claims(lead)


def moved(before: Lead, lead: Lead, act: LeadAct, viewer: Viewer) -> None:
    """A step was taken: what was said of the one before is done with."""
    if act is LeadAct.NOTE and turn_of(lead) is not Side.HOLDER:
        return
    _NOTICES.end_turns(lead)
    _NOTICES.send(lead, Topic.CASE_TURN, people_of(lead), but=viewer)
    if act is LeadAct.TAKE_OVER:
        facts = {"kind": Lead.kind, "code": lead.code, "who": lead.division.name}
        left = of_division(before.division_id)
        send_all(left, Topic.LEAD_TAKEN_OVER, facts, address_of(lead), _NOTICES.about(lead))


def tell_claims(lead: Lead) -> int:
    """The units of the lead's investor hear of each other; how many notices there were."""
    others = [claim.lead for claim in claims_on(lead)]
    return sum(_tell(one, lead) + _tell(lead, one) for one in others)


def tell_all_claims(sent: Set[str]) -> int:
    """The same of every investor that more than one unit follows; each pair hears of it once."""
    return sum(
        _tell(lead, other)
        for group in claimed_twice()
        for lead in group
        for other in group
        if lead.division_id != other.division_id and _about_claim(lead, other) not in sent
    )


def _about_claim(lead: Lead, other: Lead) -> str:
    return f"{_NOTICES.about(lead)}claimed by {other.division_id}"


def _tell(lead: Lead, other: Lead) -> int:
    """The unit of a lead, and the chain office, are told of another unit that follows its investor:
    its name and days, nothing else of its lead."""
    facts = {
        "kind": Lead.kind,
        "code": lead.code,
        "who": other.division.name,
        "since": str(other.received_on),
        "due": str(other.protected_until or "—"),
    }
    people = once([*holders(lead), *chain_office()])
    send_all(people, Topic.LEAD_CLAIMED, facts, address_of(lead), _about_claim(lead, other))
    return len(people)


def late(lead: Lead, days: int, about: str, above: Sequence[Account]) -> int:
    """A step is late: its people are told, and those above who are to hear; how many."""
    people = once([*_in_hand(lead), *above])
    _NOTICES.send(lead, Topic.CASE_LATE, people, days=days, about=about)
    return len(people)


def due(lead: Lead, about: str) -> int:
    """A step is due soon; how many people were told."""
    people = _in_hand(lead)
    _NOTICES.send(lead, Topic.CASE_TURN, people, about=about)
    return len(people)


def _in_hand(lead: Lead) -> list[Account]:
    return _NOTICES.in_hand(lead, people_of(lead))
