"""The state of the sealed change log: its last seal and anchor, and what the last check found.

Of findings the page tells code and number alone, for their words name records; `chainchief verify`
tells them whole to whoever may see those.
"""

import json
from collections import Counter
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.care import verification
from chainchief.core import clock
from chainchief.ledger import changelog
from chainchief.ledger.changelog.anchors.memory import anchor_of
from chainchief.ledger.changelog.models import Seal
from chainchief.people.events import EventKind, record
from chainchief.people.models import SecurityEvent
from chainchief.web.audit.words import fact_label

#: Seals on the page.
_SHOWN = 10


@dataclass(frozen=True)
class SealLine:
    number: int
    at: str
    first: str
    last: str
    anchor: str


@dataclass(frozen=True)
class PartLine:
    """One part: nothing wrong, or how many findings of which codes; explained ones apart."""

    name: str
    findings: int
    codes: str
    explained: int


@dataclass(frozen=True)
class SealsPage:
    """What templates/web/audit/seals.html shows."""

    seals: list[SealLine]
    unsealed: int
    checked_at: str
    checked_by: str
    parts: list[PartLine]
    may_verify: bool

    @property
    def findings(self) -> int:
        return sum(part.findings for part in self.parts)


def seals_page(may_verify: bool) -> SealsPage:
    seals = list(Seal.objects.order_by("-pk")[:_SHOWN])
    sealed_to = seals[0].last_event if seals else 0
    checked = SecurityEvent.objects.filter(event=EventKind.VERIFIED).order_by("-pk").first()
    return SealsPage(
        seals=[_seal_line(each) for each in seals],
        unsealed=max(0, changelog.position() - sealed_to),
        checked_at=clock.minute(checked.at) if checked else "",
        checked_by=checked.account if checked else "",
        parts=_parts(checked.facts) if checked else [],
        may_verify=may_verify,
    )


def _seal_line(seal: Seal) -> SealLine:
    return SealLine(
        seal.pk,
        clock.minute(seal.at),
        f"{seal.first_event:,}",
        f"{seal.last_event:,}",
        str(anchor_of(seal)),
    )


def _parts(facts: str) -> list[PartLine]:
    return [
        PartLine(fact_label(name), said["findings"], said["codes"], said["explained"])
        for name, said in json.loads(facts).items()
    ]


def check(viewer: Viewer, account: str, address: str) -> None:
    """Verify every part and keep what came out as an event of the log itself."""
    found = verification.verified(viewer)
    facts: dict[str, object] = {}
    for part, faults in found.items():
        wrong = Counter(fault.code for fault in faults if not fault.is_warning)
        facts[part] = {
            "findings": wrong.total(),
            "codes": ", ".join(f"{code} ({number})" for code, number in sorted(wrong.items())),
            "explained": sum(fault.is_warning for fault in faults),
        }
    is_whole = not any(not fault.is_warning for faults in found.values() for fault in faults)
    record(EventKind.VERIFIED, account, address=address, succeeded=is_whole, facts=facts)
