"""Who answers for a chain on a day: its duties, as the ledger has them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from chainchief.access.viewers import Viewer
from chainchief.ledger.kinds.duty.models import DutyRole
from chainchief.ledger.registers import choice_order, choice_word
from chainchief.web.frame.visible import doors, holding_on, records_of


@dataclass(frozen=True)
class Holder:
    """A person in a role."""

    role: str
    name: str
    unit: str
    since: str
    address: str


def chiefs_of(day: dt.date, viewer: Viewer) -> dict[str, list[str]]:
    """Chain → the names of its chiefs on the day."""
    found: dict[str, list[str]] = defaultdict(list)
    duties = records_of("duty", viewer).filter(holding_on(day), role=DutyRole.CHIEF)
    for duty in duties.select_related("person").order_by("valid_from", "code"):
        if duty.chain_id:
            found[duty.chain_id].append(duty.person.name)
    return dict(found)


def holders_of(chain: str, day: dt.date, viewer: Viewer) -> list[Holder]:
    """Everybody with a role in the chain, the chiefs of all chains first."""
    duties = records_of("duty", viewer).filter(holding_on(day))
    mine = duties.filter(Q(chain=chain) | Q(chain=None)).select_related("person")
    order = choice_order("duty", "role")
    held = sorted(mine, key=lambda duty: (order[duty.role], duty.valid_from, duty.code))
    known = doors((("person", str(duty.person.uid)) for duty in held), viewer)
    return [
        Holder(
            role=choice_word("duty", "role", duty.role),
            name=duty.person.name,
            unit=getattr(duty.person, "post", "") or duty.home_unit,
            since=duty.valid_from.isoformat(),
            address=known.get(("person", str(duty.person.uid)), ""),
        )
        for duty in held
    ]
