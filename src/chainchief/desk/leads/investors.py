"""Which leads are about one investor, and which units follow it with one another's knowledge."""

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import OPEN

#: Forms of a firm that people write or leave out.
_FORM = re.compile("股份有限公司|有限责任公司|有限公司|集团公司|总公司|集团|公司|coltd|inc|gmbh")
_UNITS = ("division", "first_division", "handover_to", "organisation", "chain")


@dataclass(frozen=True)
class Claim:
    """Another unit that follows the same investor: since when, protected until when."""

    lead: Lead
    unit: str
    since: dt.date
    protected_until: dt.date | None


def investor_words(lead: Lead) -> str:
    """Name the investor; "" where nobody is named."""
    return str(lead.organisation.name) if lead.organisation else lead.investor_name


def key_of(name: str) -> str:
    """The name without what is written in several ways: width, case, marks, form of the firm."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", name).casefold() if char.isalnum()
    )
    return _FORM.sub("", plain) or plain


def claims_on(lead: Lead) -> list[Claim]:
    """Open leads of other units on the same investor, the earliest first."""
    wanted = key_of(investor_words(lead))
    if not wanted:
        return []
    others = _open().exclude(pk=lead.pk).exclude(division__code=lead.division_id)
    found = [_claim(one) for one in others if key_of(investor_words(one)) == wanted]
    return sorted(found, key=lambda claim: (claim.since, claim.lead.code))


def protecting(lead: Lead, day: dt.date) -> Claim | None:
    """The claim of another unit that protects the investor on `day`: the earlier one does."""
    for claim in claims_on(lead):
        is_earlier = (claim.since, claim.lead.code) < (lead.received_on, lead.code)
        is_protected = claim.protected_until is not None and claim.protected_until >= day
        if is_earlier and is_protected:
            return claim
    return None


def claimed_twice(leads: Iterable[Lead] | None = None) -> list[list[Lead]]:
    """Open leads by investor, of those that more than one unit follows."""
    by_investor: dict[str, list[Lead]] = defaultdict(list)
    for one in _open() if leads is None else leads:
        by_investor[key_of(investor_words(one))].append(one)
    return [
        group
        for key, group in sorted(by_investor.items())
        if key and len({one.division_id for one in group}) > 1
    ]


def _open() -> "QuerySet[Lead]":
    """What claims are looked for among: until an investor has signed somewhere."""
    early = [LeadState.VALID.value, LeadState.TALKS.value]
    rows = Lead.objects.filter(OPEN, state__in=early).exclude(organisation=None, investor_name="")
    return rows.select_related(*_UNITS).order_by("received_on", "code")


def _claim(lead: Lead) -> Claim:
    return Claim(lead, str(lead.division.name), lead.received_on, lead.protected_until)
