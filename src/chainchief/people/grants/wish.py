"""What is asked for: a role for an account, within limits, from a day to a day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from chainchief.access.models import Account, Decision, Grant
from chainchief.access.scopes import Dimension
from chainchief.core import clock


@dataclass(frozen=True)
class Wish:
    """A grant as somebody would have it; "" is no limit, no `valid_to` until it is revoked."""

    account: Account
    role: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    division: str = ""
    chain: str = ""
    enterprise: str = ""
    organisation: str = ""
    acting_for: Account | None = None

    @classmethod
    def of(cls, grant: Grant) -> "Wish":
        return cls(
            grant.account,
            grant.role,
            grant.valid_from,
            grant.valid_to,
            division=grant.division,
            chain=grant.chain,
            enterprise=grant.enterprise,
            organisation=grant.organisation,
            acting_for=grant.acting_for,
        )

    @property
    def limits(self) -> dict[Dimension, str]:
        every = {dimension: str(getattr(self, dimension)) for dimension in Dimension}
        return {dimension: code for dimension, code in every.items() if code}

    @property
    def facts(self) -> dict[str, object]:
        """What the log of events keeps of it."""
        until = self.valid_to.isoformat() if self.valid_to else ""
        return {
            "role": self.role,
            **{dimension.value: code for dimension, code in self.limits.items()},
            "valid_from": self.valid_from.isoformat(),
            "valid_to": until,
            "acting_for": self.acting_for.username if self.acting_for else "",
        }


def not_over(on: dt.date | None = None) -> "QuerySet[Grant]":
    """Grants that give something, will, or wait for a decision that would."""
    unended = Q(valid_to__isnull=True) | Q(valid_to__gte=on or clock.today())
    open_ = Grant.objects.filter(unended, revoked_at=None)
    return open_.exclude(decision=Decision.REFUSED)
