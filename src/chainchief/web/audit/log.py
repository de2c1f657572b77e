"""One list out of two logs, the newest first: events of the doors, acts of the change log.

Nothing is copied from the one to the other. Each has an order of its own, its numbers; a page is
the top of both, merged by time.
"""

import datetime as dt
import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.people.events import EventKind
from chainchief.people.models import SecurityEvent
from chainchief.web.audit.acts import ACTS, act_of, entries, kind_label
from chainchief.web.audit.query import AuditQuery
from chainchief.web.audit.words import fact_label, fact_value, subject_words

#: Lines on a page; where counting ends; the most that an export holds.
STEP, COUNTED, MOST = 50, 10_000, 200_000
_STRETCH = 2_000


@dataclass(frozen=True)
class AuditLine:
    """One event or act. `number` is that of its own log: `E12` or `C340`."""

    at: dt.datetime
    number: str
    code: str
    who: str
    address: str
    succeeded: bool
    subject: str
    facts: str = ""

    @property
    def what(self) -> str:
        if self.code in ACTS:
            return ACTS[self.code].label
        return EventKind(self.code).label if self.code in set(EventKind) else self.code

    @property
    def time(self) -> str:
        return f"{clock.local(self.at):%Y-%m-%d %H:%M:%S}"

    @property
    def outcome(self) -> str:
        return _("done") if self.succeeded else _("refused or failed")


def page_of(query: AuditQuery) -> list[AuditLine]:
    """The lines of the page that the query names."""
    first = (query.page - 1) * STEP
    return list(islice(lines(query), first, first + STEP))


def lines(query: AuditQuery) -> Iterator[AuditLine]:
    """All that is asked for, the newest first."""
    both = (
        _in_stretches(_events(query), _event_line),
        _in_stretches(_acts(query), _act_line),
    )
    return heapq.merge(*both, key=lambda line: line.at, reverse=True)


def number_of(query: AuditQuery) -> int:
    """Number of events, or one more than `COUNTED`: counting a long log to its end is dear."""
    found = 0
    for rows in (_events(query), _acts(query)):
        found += rows.order_by()[: COUNTED + 1 - found].count()
    return found


def _in_stretches(rows: "QuerySet[Any, Any]", line: Any) -> Iterator[AuditLine]:
    """The rows by falling number, read when they are asked for."""
    below: int | None = None
    size = STEP
    while True:
        part = list((rows if below is None else rows.filter(pk__lt=below)).order_by("-pk")[:size])
        yield from map(line, part)
        if len(part) < size:
            return
        below, size = part[-1]["pk"], _STRETCH


def _events(query: AuditQuery) -> "QuerySet[SecurityEvent, Any]":
    rows = SecurityEvent.objects.filter(_between(query))
    if query.kind:
        rows = rows.filter(event=query.kind)
    if query.who:
        rows = rows.filter(account__icontains=query.who)
    if query.address:
        rows = rows.filter(address__startswith=query.address)
    if query.outcome:
        rows = rows.filter(succeeded=query.outcome == "done")
    if query.words:
        found = Q(subject__icontains=query.words) | Q(facts__icontains=query.words)
        rows = rows.filter(found)
    return rows.values("pk", "at", "event", "account", "address", "succeeded", "subject", "facts")


def _acts(query: AuditQuery) -> "QuerySet[ChangeEvent, Any]":
    """Acts have no address, and all of them came about."""
    rows = entries().filter(_between(query))
    if query.address or query.outcome not in ("", "done"):
        rows = rows.none()
    if query.kind:
        rows = rows.filter(ACTS[query.kind].entries) if query.kind in ACTS else rows.none()
    if query.who:
        rows = rows.filter(actor__icontains=query.who)
    if query.words:
        # Chinese names of kinds are looked up by their labels.
        labelled = [kind for kind in _kinds() if query.words in kind_label(kind)]
        found = Q(kind__icontains=query.words) | Q(uid=query.words.replace("-", ""))
        rows = rows.filter(found | Q(kind__in=labelled))
    state = KeyTextTransform("state", "after")
    return rows.values("pk", "at", "op", "kind", "uid", "actor", state=state)


def _kinds() -> Iterable[str]:
    return entries().order_by().values_list("kind", flat=True).distinct()


def _between(query: AuditQuery) -> Q:
    found = Q()
    if query.begin:
        found &= Q(at__gte=query.begin)
    if query.end:
        found &= Q(at__lt=query.end)
    return found


def _event_line(row: dict[str, Any]) -> AuditLine:
    return AuditLine(
        row["at"],
        f"E{row['pk']}",
        row["event"],
        signature_words(row["account"]),
        row["address"],
        row["succeeded"],
        subject_words(row["subject"]),
        _in_words(row["facts"]),
    )


def _in_words(facts: str) -> str:
    """The facts in one line; what is no JSON, put there behind the program, as it stands."""
    try:
        said = json.loads(facts)
    except ValueError:
        return facts
    if not isinstance(said, dict):
        return facts
    shown = ((fact_label(name), fact_value(name, value)) for name, value in said.items())
    one = _("{fact}: {value}")
    return _("; ").join(one.format(fact=fact, value=value) for fact, value in shown if value)


def _act_line(row: dict[str, Any]) -> AuditLine:
    return AuditLine(
        row["at"],
        f"C{row['pk']}",
        act_of(row["kind"], row["op"], row["state"]),
        signature_words(row["actor"]) or _("nobody named: changed behind the program"),
        "",
        True,
        f"{kind_label(row['kind'])} {row['uid']}",
    )
