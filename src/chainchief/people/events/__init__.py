"""The log of events: who came in, who was refused, what was granted and taken out."""

from chainchief.people.events.kinds import EventKind
from chainchief.people.events.recording import record

__all__ = ["EventKind", "record"]
