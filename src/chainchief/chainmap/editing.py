"""Changes of a chain's map: change sets through the ledger's one door, which can be undone."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chainchief.access.signatures import signature_words
from chainchief.chainmap.chart.ledger import rows_of
from chainchief.chainmap.faults import CHANGED_SINCE, NO_SUCH_CHANGE
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.actions.undo_batch import revision_back
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import (
    Change,
    ChangeSet,
    Creation,
    Reinstatement,
    Withdrawal,
)
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from chainchief.access.viewers import Viewer

#: The kinds that a map is made of.
KINDS = ("chain_segment", "segment_link", "segment_trait", "segment_class")
#: Changes that can be undone from the page of a chain, the latest first, and events behind them.
MOST, MOST_EVENTS = 15, 300


@dataclass(frozen=True)
class Edit:
    """One change, of a segment or link and `more` records; `is_last`: no later one stands on it."""

    number: int
    label: str
    more: int
    what: str
    by: str
    at: str
    reason: str
    is_last: bool


def next_code(chain: str) -> str:
    """A code for a new segment, which no segment has or had."""
    taken = set(_all("chain_segment").filter(chain=chain).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{chain}/N{number}" in taken:
        number += 1
    return f"{chain}/N{number}"


def new_segment(chain: str, values: Mapping[str, object], since: dt.date) -> Creation:
    given = {"chain": chain, "valid_from": since, **values}
    return Creation("chain_segment", next_code(chain), given)


def new_link(values: Mapping[str, object]) -> Creation:
    """`supplier`, `buyer` and `flow`, and what else is said of the link."""
    return Creation("segment_link", "", dict(values))


def new_trait(segment: str, values: Mapping[str, object], since: dt.date) -> Creation:
    return Creation("segment_trait", "", {"segment": segment, "valid_from": since, **values})


def without_segment(code: str, uid: uuid.UUID, version: int, viewer: "Viewer") -> ChangeSet:
    """A segment leaves with its links, industries and traits: none of them hangs in the air."""
    links = rows_of("segment_link", viewer)
    hanging = [*links.filter(supplier=code), *links.filter(buyer=code)]
    for kind in ("segment_class", "segment_trait"):
        hanging += list(rows_of(kind, viewer).filter(segment=code))
    known = {each.uid: each for each in hanging}
    return ChangeSet.of(
        *(Withdrawal(each.kind, each.uid, each.version) for each in known.values()),
        Withdrawal("chain_segment", uid, version),
    )


def recent_edits(chain: str, viewer: "Viewer") -> list[Edit]:
    """The latest changes of a chain's segments and links that the viewer may see.

    What was written together is one change: a segment leaves with its links, and comes back so.
    """
    labels = _labels(chain, viewer)
    events = _events().filter(uid__in=[uid.hex for uid in labels])
    together: dict[str, list[ChangeEvent]] = {}
    for event in events.order_by("-pk")[:MOST_EVENTS]:
        together.setdefault(event.writing or str(event.pk), []).append(event)
    seen: set[str] = set()
    found = []
    for group in list(together.values())[:MOST]:
        first = min(group, key=lambda event: KINDS.index(event.kind))
        found.append(
            Edit(
                number=first.pk,
                label=labels[uuid.UUID(first.uid)],
                more=len(group) - 1,
                what=_what(first),
                by=signature_words(first.actor),
                at=clock.minute(first.at),
                reason=first.reason,
                is_last=not any(event.uid in seen for event in group),
            )
        )
        seen |= {event.uid for event in group}
    return found


def undo_edit(chain: str, number: int, viewer: "Viewer", reason: str) -> None:
    """Write the reverse of one change, with all that was written together with it.

    FaultsError where there is no such change, or where a later one stands on it.
    """
    labels = _labels(chain, viewer)
    event = _events().filter(pk=number).first()
    if event is None or uuid.UUID(event.uid) not in labels:
        raise FaultsError([Fault(NO_SUCH_CHANGE)])
    group = list(_events().filter(writing=event.writing)) if event.writing else [event]
    group = [each for each in group if uuid.UUID(each.uid) in labels]
    faults = [
        Fault(CHANGED_SINCE, Place(record=labels[uuid.UUID(each.uid)]))
        for each in group
        if not _all(each.kind).filter(uid=uuid.UUID(each.uid), version=each.version).exists()
    ]
    if faults:
        raise FaultsError(faults)
    apply_change_set(ChangeSet.of(*map(_reverse, group)), viewer=viewer, reason=reason)


def _events() -> "QuerySet[ChangeEvent]":
    return ChangeEvent.objects.filter(kind__in=KINDS).exclude(after=None)


def _reverse(event: ChangeEvent) -> Change:
    uid = uuid.UUID(event.uid)
    what = _what(event)
    if what in ("created", "reinstated"):
        return Withdrawal(event.kind, uid, event.version)
    if what == "withdrawn":
        return Reinstatement(event.kind, uid, event.version)
    return revision_back(
        register_of(event.kind), uid, event.version, event.before or {}, event.after
    )


def _what(event: ChangeEvent) -> str:
    """created, changed, withdrawn or reinstated."""
    if event.before is None:
        return "created"
    was, now = event.before.get("withdrawn_on"), (event.after or {}).get("withdrawn_on")
    if (was is None) != (now is None):
        return "withdrawn" if was is None else "reinstated"
    return "changed"


def _labels(chain: str, viewer: "Viewer") -> dict[uuid.UUID, str]:
    """Each segment and link of the chain within reach, withdrawn ones too → what it is called."""
    segments = _within("chain_segment", viewer).filter(chain=chain)
    found = dict(segments.values_list("uid", "name"))
    links = _within("segment_link", viewer).filter(buyer__chain=chain)
    for uid, supplier, buyer in links.values_list("uid", "supplier__name", "buyer__name"):
        found[uid] = f"{supplier} → {buyer}"
    classes = _within("segment_class", viewer).filter(segment__chain=chain)
    for uid, segment, industry in classes.values_list("uid", "segment__name", "industry"):
        found[uid] = f"{segment} {industry}"
    traits = _within("segment_trait", viewer).filter(segment__chain=chain)
    for uid, segment, name in traits.values_list("uid", "segment__name", "name"):
        found[uid] = f"{segment}：{name}"
    return found


def _within(kind: str, viewer: "Viewer") -> Any:
    return in_reach(viewer, register_of(kind))


def _all(kind: str) -> Any:
    return register_of(kind).model._default_manager.all()
