"""How long a session lasts: without a page opened, and altogether."""

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

from chainchief.people.log_in_preset import Profile
from chainchief.people.sessions.store import BEGUN, SEEN

#: A session's row is written again when this many seconds have passed, not for each page.
SEEN_EVERY_SECONDS = 60


@dataclass(frozen=True)
class Limits:
    """Seconds without a page opened, and seconds altogether."""

    idle: int
    absolute: int

    @classmethod
    def of(cls, profile: Profile) -> "Limits":
        return cls(profile.idle_minutes * 60, profile.session_hours * 3600)

    def passed(self, session: Any, now: int | None = None) -> bool:
        """Whether the session is over; one that does not say when it began is."""
        now = int(time.time()) if now is None else now
        begun, seen = session.get(BEGUN), session.get(SEEN)
        if not isinstance(begun, int) or not isinstance(seen, int):
            return True
        return now - begun >= self.absolute or now - seen >= self.idle

    def over(self, begun: dt.datetime, seen: dt.datetime, now: dt.datetime) -> bool:
        """The same of instants."""
        idle, whole = now - seen, now - begun
        return idle.total_seconds() >= self.idle or whole.total_seconds() >= self.absolute


def touch(session: Any, now: int | None = None) -> None:
    """Note that a page was opened, so often as the limit of idleness needs it."""
    now = int(time.time()) if now is None else now
    if now - session.get(SEEN, 0) >= SEEN_EVERY_SECONDS:
        session[SEEN] = now
