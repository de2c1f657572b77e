"""What is asked for: a role for an account, within limits, from a day to a day."""

import datetime as dt
from dataclasses import dataclass

from chainchief.access.models import Account, Grant
from chainchief.access.scopes import Dimension


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
        """Facts that the log of events keeps of it."""
        until = self.valid_to.isoformat() if self.valid_to else ""
        return {
            "role": self.role,
            **{dimension.value: code for dimension, code in self.limits.items()},
            "valid_from": self.valid_from.isoformat(),
            "valid_to": until,
            "acting_for": self.acting_for.username if self.acting_for else "",
        }
