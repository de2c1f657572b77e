"""One need as a viewer may open it, and the steps that this viewer may take now."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db.models import QuerySet

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.desk.financing.rights import is_allowed
from chainchief.desk.financing.standing import Standing, is_live, standing_of
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


def needs_in_reach(viewer: Viewer) -> "QuerySet[FinancingNeed]":
    """The needs whose records the viewer sees: of its firm, its unit, or all. Never a bank's."""
    rows = in_reach(viewer, register_of(FinancingNeed.kind)).filter(withdrawn_on=None)
    found: QuerySet[FinancingNeed] = rows.select_related(
        "enterprise__division", "enterprise__chain"
    )
    return found


def open_need(uid: uuid.UUID, viewer: Viewer) -> Standing:
    """The need, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    need = needs_in_reach(viewer).filter(uid=uid).first()
    if need is None:
        raise WrongUseError(_("There is no such need, or it is not open to you."))
    return standing_of(need)


def own_offer(uid: uuid.UUID, offers: "QuerySet[FinancingOffer]") -> FinancingOffer:
    """An offer among those that are the viewer's bank's own."""
    found = offers.filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such offer of your bank."))
    return found


def possible(standing: Standing, viewer: Viewer, day: dt.date) -> list[Act]:
    """The acts that the viewer may take now on anything of the need, in their order."""
    state = standing.state(day)
    return [
        act
        for act in Act
        if state in TRANSITIONS[act].sources and _has_object(standing, act, viewer, day)
    ]


def _has_object(standing: Standing, act: Act, viewer: Viewer, day: dt.date) -> bool:
    """Whether there is something to take the act on, of a bank that the viewer answers for."""
    if not TRANSITIONS[act].is_of_bank:
        there = standing.in_force(day) if act is Act.REVOKE else [standing.need]
        return bool(there) and is_allowed(standing.need, act, viewer)
    return any(is_allowed(standing.need, act, viewer, bank) for bank in _banks(standing, act, day))


def _banks(standing: Standing, act: Act, day: dt.date) -> Iterator[str]:
    if act in (Act.OFFER, Act.DECLINE):
        yield from (one.bank_id for one in standing.in_force(day))
    elif act is Act.DRAW:
        yield from (one.bank_id for one in standing.contracts)
    else:
        chosen_alone = act is Act.CONCLUDE
        for offer in standing.offers:
            if is_live(offer, day) and (offer.chosen_on or not chosen_alone):
                yield offer.bank_id
