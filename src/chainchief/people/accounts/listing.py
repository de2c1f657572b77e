"""The list of accounts: who there is, what they hold, whether they still come."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from chainchief.access import policy
from chainchief.access.models import Account, Grant, folded
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.people.events import EventKind
from chainchief.people.models import SecurityEvent

#: An account that nobody logged in with for so many days is listed, to be disabled.
UNUSED_DAYS = 90


@dataclass(frozen=True)
class Listed:
    """An account with what a list says of it."""

    account: Account
    grants: tuple[Grant, ...]
    sessions: int
    #: When it was made, as the log of events knows.
    made_at: dt.datetime | None

    @property
    def is_unused(self) -> bool:
        """Whether it is active and nobody came in with it for long."""
        since = self.account.last_login or self.made_at
        longest = dt.timedelta(days=UNUSED_DAYS)
        return (
            self.account.is_active
            and since is not None
            and dt.datetime.now(dt.UTC) - since > longest
        )


def accounts_of(
    viewer: Viewer, *, words: str = "", role: str = "", state: str = ""
) -> list[Listed]:
    """The accounts by name, those that meet the conditions; four queries at most.

    `state` is "active", "disabled" or "unused"; `words` a part of a name.
    """
    policy.require(viewer, "see", "accounts")
    rows = Account.objects.annotate(sessions_open=Count("sessions")).order_by("folded")
    if words:
        rows = rows.filter(Q(folded__contains=folded(words)) | Q(full_name__icontains=words))
    if state:
        rows = rows.filter(is_active=state != "disabled")
    in_force = Grant.objects.in_force(clock.today()).select_related("acting_for").order_by("pk")
    if role:
        rows = rows.filter(pk__in=in_force.filter(role=role).values("account"))
    by_account: dict[int, list[Grant]] = {}
    for grant in in_force:
        by_account.setdefault(grant.account_id, []).append(grant)
    made = _made_at()
    listed = [
        Listed(
            account,
            tuple(by_account.get(account.pk, ())),
            account.sessions_open,
            made.get(account.username),
        )
        for account in rows
    ]
    return [one for one in listed if one.is_unused] if state == "unused" else listed


def unused(viewer: Viewer) -> list[Listed]:
    """Active accounts that nobody logged in with for long."""
    return accounts_of(viewer, state="unused")


def _made_at() -> dict[str, dt.datetime]:
    rows = SecurityEvent.objects.filter(event=EventKind.ACCOUNT_CREATED)
    return dict(rows.order_by("at").values_list("subject", "at"))
