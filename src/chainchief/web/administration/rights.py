"""Which buttons somebody is shown: each administrator those of their own part."""

from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.people.grants.revoking import may_revoke


@dataclass(frozen=True)
class Parts:
    """What the viewer may do here; the acts themselves ask again."""

    makes_accounts: bool
    proposes: bool
    decides: bool
    revokes: bool
    exports: bool

    @property
    def asks(self) -> bool:
        """For what another is to give: a new password, a certificate."""
        return self.makes_accounts or self.proposes

    @classmethod
    def of(cls, viewer: Viewer) -> "Parts":
        def may(verb: str) -> bool:
            return policy.allowed(viewer, verb, "accounts")

        return cls(may("enter"), may("grant"), may("approve"), may_revoke(viewer), may("export"))
