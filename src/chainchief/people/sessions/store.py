"""Where Django keeps sessions: in rows that say whose they are, from where and since when."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

if TYPE_CHECKING:
    from chainchief.people.models import Session

#: Keys of a session's data.
BEGUN, SEEN, ADDRESS, BROWSER = "begun", "seen", "address", "browser"
ACTING_FOR, VERIFIED, LOOKING_AS = "acting_for", "verified", "looking_as"
#: Whether the second factor is to be shown or set up before anything else.
DUE = "second_factor_due"
#: Whom the account may stand for: [key of the account, its name] each.
PRINCIPALS = "principals"


class SessionStore(DatabaseStore):
    """Django's, on the model that lists sessions per account."""

    @classmethod
    def get_model_class(cls) -> Any:
        from chainchief.people.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        row.begun_at, row.seen_at = _instant(data.get(BEGUN)), _instant(data.get(SEEN))
        row.address, row.browser = data.get(ADDRESS, ""), data.get(BROWSER, "")
        row.halfway = is_halfway(data)
        return row


def is_halfway(data: Mapping[str, Any]) -> bool:
    """Whether the second factor is due and not shown: such a session opens nothing."""
    return bool(data.get(DUE)) and not data.get(VERIFIED)


def _instant(seconds: object) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if isinstance(seconds, int) else None
