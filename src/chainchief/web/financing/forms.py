"""The forms of steps: which fields each asks for, and on which consent or offer it is taken."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.financing.case import possible
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.desk.financing.rights import banks_of, is_allowed, speaks_for_firm
from chainchief.desk.financing.standing import Standing, contract_amount, is_live
from chainchief.ledger.kinds.financing.models import FinancingConsent, FinancingOffer
from chainchief.web.financing.words import money


@dataclass(frozen=True)
class ActForm:
    """A step that this viewer may take now; `about` says on whose consent or offer."""

    act: str
    words: str
    hint: str
    fields: frozenset[str]
    note_words: str
    about: str
    consent: str
    offer: str
    is_main: bool
    until_words: str
    amount: str = ""

    @property
    def key(self) -> str:
        """Name of the form among those of one page."""
        return f"{self.act}-{self.consent or self.offer or 'need'}"


#: Act → its button, what it does, the fields it asks for, the label of the words typed with it.
_FORMS = {
    Act.GIVE: (
        "Open it to these banks",
        "A bank reads what is ticked, from now on, and nothing else.",
        ("banks", "fields", "until"),
        "",
    ),
    Act.REVOKE: ("Withdraw the consent", "The bank loses sight of it at once.", (), ""),
    Act.OFFER: (
        "Make the offer",
        "The firm reads it, and no other bank.",
        ("amount", "rate", "term_months", "product", "until", "note"),
        "Conditions",
    ),
    Act.DECLINE: ("Decline", "The firm reads the reason.", ("note",), "Reason"),
    Act.CHOOSE: ("Choose this offer", "The bank is told, and prepares the contract.", (), ""),
    Act.TURN_DOWN: ("Turn it down", "The bank reads the reason.", ("note",), "Reason"),
    Act.RETRACT: ("Take the offer back", "The firm reads the reason.", ("note",), "Reason"),
    Act.CONCLUDE: (
        "Enter the contract",
        "With the signed contract as its document.",
        ("amount", "on", "until", "document"),
        "",
    ),
    Act.DRAW: (
        "Enter the drawing",
        "With the bank's receipt; never more than the contract.",
        ("amount", "on", "document"),
        "",
    ),
    Act.CLOSE: (
        "Close the need",
        "Every consent ends with it.",
        ("outcome",),
        "",
    ),
}
_UNTIL = {
    Act.GIVE: "Consent ends on (blank: until withdrawn)",
    Act.OFFER: "The offer holds until",
    Act.CONCLUDE: "To be drawn by",
}
#: Steps that bring a need on stand in the head of the page.
_MAIN = (Act.CHOOSE, Act.OFFER, Act.CONCLUDE, Act.DRAW)


def forms_of(standing: Standing, viewer: Viewer, day: dt.date) -> list[ActForm]:
    """Every step that the viewer may take on the need now, object by object."""
    return [
        form
        for act in possible(standing, viewer, day)
        for form in _forms(standing, act, viewer, day)
    ]


def _forms(standing: Standing, act: Act, viewer: Viewer, day: dt.date) -> Iterator[ActForm]:
    if act in (Act.OFFER, Act.DECLINE, Act.REVOKE):
        for consent in standing.in_force(day):
            if is_allowed(standing.need, act, viewer, consent.bank_id):
                yield _form(standing, act, viewer, consent=consent)
    elif act in (Act.GIVE, Act.CLOSE):
        yield _form(standing, act, viewer)
    else:
        for offer in standing.offers:
            taken_on = _takes(standing, act, offer, day)
            if taken_on and is_allowed(standing.need, act, viewer, offer.bank_id):
                yield _form(standing, act, viewer, offer=offer)


def _takes(standing: Standing, act: Act, offer: FinancingOffer, day: dt.date) -> bool:
    """Whether the act can be taken on this offer."""
    if act is Act.DRAW:
        left = contract_amount(offer) - standing.drawn_of(offer)
        return offer.concluded_on is not None and left > 0
    return is_live(offer, day) and (act is not Act.CONCLUDE or offer.chosen_on is not None)


def _form(
    standing: Standing,
    act: Act,
    viewer: Viewer,
    *,
    consent: FinancingConsent | None = None,
    offer: FinancingOffer | None = None,
) -> ActForm:
    words, hint, fields, note = _FORMS[act]
    wanted = set(fields)
    about = consent or offer
    bank = about.bank_id if about else ""
    itself = (
        bank in banks_of(viewer)
        if TRANSITIONS[act].is_of_bank
        else speaks_for_firm(standing.need, viewer)
    )
    if not itself:
        wanted.add("informant")
        if act is Act.GIVE:
            wanted.add("document")
    named = about.bank.name if about else ""
    if offer is not None:
        named = f"{named} · {money(contract_amount(offer))}"
    return ActForm(
        act.value,
        _(words),
        _(hint),
        frozenset(wanted),
        _(note) if note else "",
        named,
        str(consent.uid) if consent else "",
        str(offer.uid) if offer else "",
        act in _MAIN and itself,
        _(_UNTIL[act]) if act in _UNTIL else "",
    )
