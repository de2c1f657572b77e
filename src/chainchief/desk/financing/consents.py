"""Which consents are in force: of one record, and in SQL; and the fields that one opens.

Whatever shows a need to a bank asks here, on every request: a consent that was withdrawn, ran out,
or whose need was closed opens nothing any more.
"""

import datetime as dt
from enum import StrEnum

from django.db.models import Q

from chainchief.ledger.kinds.financing.models import FinancingConsent


class Field(StrEnum):
    """What a consent can open, in the order of the pages; the column is `opens_…`."""

    FIRM = "firm"
    INDUSTRY = "industry"
    AMOUNT = "amount"
    TERM = "term"
    PURPOSE = "purpose"
    COLLATERAL = "collateral"
    CONTACT = "contact"
    FINANCES = "finances"

    @property
    def column(self) -> str:
        return f"opens_{self.value}"


def is_in_force(consent: FinancingConsent, day: dt.date) -> bool:
    """Whether the consent opens its need on the day; on the day of its withdrawal no longer."""
    return (
        consent.withdrawn_on is None
        and consent.valid_from <= day
        and (consent.valid_to is None or day <= consent.valid_to)
        and (consent.revoked_on is None or day < consent.revoked_on)
        and consent.need.withdrawn_on is None
        and (consent.need.closed_on is None or day < consent.need.closed_on)
    )


def in_force(day: dt.date) -> Q:
    """The same as a condition on rows of consents."""
    return Q(
        Q(valid_to=None) | Q(valid_to__gte=day),
        Q(revoked_on=None) | Q(revoked_on__gt=day),
        Q(need__closed_on=None) | Q(need__closed_on__gt=day),
        withdrawn_on=None,
        valid_from__lte=day,
        need__withdrawn_on=None,
    )


def fields_of(consent: FinancingConsent) -> frozenset[Field]:
    """The fields that the consent opens."""
    return frozenset(field for field in Field if getattr(consent, field.column))
