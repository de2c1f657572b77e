"""Where a feature stands: what waits for a step, what acts alone move."""

import datetime as dt

from django.db.models import Q

from chainchief.ledger.kinds.feature.models import Feature
from chainchief.ledger.registers import MovedByActs

#: What waits for a step: also a piece that is to be taken down, its consent being taken back.
OPEN = Q(withdrawn_on=None, turn_due_on__isnull=False)
_DAYS = (
    "proposed_on",
    "checked_on",
    "firm_agreed_on",
    "person_agreed_on",
    "approved_on",
    "published_on",
    "ended_on",
)
MOVED_BY_ACTS = MovedByActs("process", frozenset(("process", "state", "turn_due_on", *_DAYS)))


def last_day(feature: Feature) -> dt.date:
    """The last day on which something was done with it."""
    days: list[dt.date | None] = [getattr(feature, name) for name in _DAYS]
    return max(day for day in days if day is not None)


def has_consent(feature: Feature) -> bool:
    """Whether the firm agreed, and the entrepreneur where it names one."""
    named = bool(feature.person_name)
    return feature.firm_agreed_on is not None and (not named or bool(feature.person_agreed_on))
