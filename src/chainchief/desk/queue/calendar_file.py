"""The queue as a calendar file (iCalendar, RFC 5545): one all-day entry for each limit."""

import datetime as dt
from collections.abc import Iterable, Iterator

from chainchief.core.i18n import _
from chainchief.desk.queue.items import Item

#: Octets of a line before it is folded.
_WIDTH = 75
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//ChainChief//Desk//ZH",
    "CALSCALE:GREGORIAN",
)


def calendar_file(items: Iterable[Item], stamp: dt.datetime) -> str:
    """A file that calendars take in: codes and steps alone, for what firms say is confidential."""
    lines = [*_HEAD]
    for item in items:
        if item.due is not None:
            lines += _event(item, item.due, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(item: Item, due: dt.date, stamp: dt.datetime) -> list[str]:
    words = f"{item.code} {item.state}"
    return [
        "BEGIN:VEVENT",
        f"UID:{item.kind}-{item.uid or item.code}@chainchief",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(words)}",
        f"DESCRIPTION:{_escaped(_('whose turn: {}').format(item.turn or '—'))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; no character is cut in two."""
    part = ""
    for char in line:
        if len((part + char).encode()) > _WIDTH:
            yield part
            part = " "
        part += char
    yield part
