"""Whom a step of financing is told: the bank that it was opened to or chosen, or the firm.

A notice says the code of the need and nothing of what the firm opens.
"""

from collections.abc import Iterable

from chainchief.access.models import Account
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.desk.financing.deeds import Deed
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.desk.financing.standing import Standing
from chainchief.people.notices import Topic
from chainchief.people.notices.recipients import limited_to, of_organisation
from chainchief.people.notices.sending import send_all


def moved(standing: Standing, act: Act, deed: Deed, viewer: Viewer) -> None:
    """Tell whoever has the next word: a bank's answer goes to the firm, the firm's to the bank."""
    need = standing.need
    if TRANSITIONS[act].is_of_bank:
        firm = limited_to(Dimension.ENTERPRISE, need.enterprise_id)
        _tell(standing, firm, f"/financing/{need.uid}/", viewer)
    elif act is Act.GIVE:
        for consent in standing.in_force(clock.today()):
            if consent.bank_id in deed.banks:
                bank = of_organisation(consent.bank_id)
                _tell(standing, bank, f"/financing/room/needs/{consent.uid}/", viewer)
    elif act in (Act.CHOOSE, Act.TURN_DOWN):
        for offer in standing.offers:
            if offer.uid == deed.offer:
                bank = of_organisation(offer.bank_id)
                _tell(standing, bank, f"/financing/room/offers/{offer.uid}/", viewer)


def _tell(standing: Standing, people: Iterable[Account], link: str, viewer: Viewer) -> None:
    names = set() if viewer.machine_user else {viewer.name}
    recipients = [one for one in people if one.username not in names]
    code = standing.need.code
    send_all(recipients, Topic.FINANCING_TURN, {"code": code}, link, f"financing {code}")
