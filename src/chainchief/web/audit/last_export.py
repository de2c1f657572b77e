"""The last export of the list: what the file is called, and by which hash it is known again."""

import json
from dataclasses import dataclass

from chainchief.core import clock
from chainchief.people.events import EventKind
from chainchief.people.models import SecurityEvent


@dataclass(frozen=True)
class LastExport:
    at: str
    by: str
    file: str
    rows: int
    sha256: str


def last_export() -> LastExport | None:
    event = SecurityEvent.objects.filter(event=EventKind.AUDIT_EXPORTED).order_by("-pk").first()
    if event is None:
        return None
    facts = json.loads(event.facts)
    return LastExport(
        clock.minute(event.at), event.account, facts["file"], facts["rows"], facts["sha256"]
    )
