"""What stands in the list beside events: acts of the change log, told without what they changed.

Of a change the list says who, when, and what kind of act on which kind of record, by its
identifier. Codes, names and values of records are business data, which the audit administrator
does not see; neither are reasons, in which people write what they like.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from chainchief.core.i18n import _
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.registers import all_registers

#: What the log of events holds already, row by row.
_EVENTS = "people.securityevent"
_CLOSING, _ISSUED = "dispatch.closing", "briefing.issueddocument"


@dataclass(frozen=True)
class Act:
    """A kind of act: its name, and which entries of the change log it is."""

    name: str
    entries: Q

    @property
    def label(self) -> str:
        return _(self.name)


_MONTHS = Q(kind=_CLOSING, op="insert")
_OTHER = ~(_MONTHS | Q(kind=_ISSUED, op="insert"))
ACTS: Mapping[str, Act] = {
    "month-closed": Act("month closed", _MONTHS & Q(after__state="closed")),
    "month-reopened": Act("month reopened", _MONTHS & Q(after__state="reopened")),
    "issued": Act("document issued", Q(kind=_ISSUED, op="insert")),
    "entered": Act("record entered", Q(op="insert") & _OTHER),
    "changed": Act("record changed", Q(op="update") & _OTHER),
    "deleted": Act("record deleted", Q(op="delete")),
}
_BY_STATE = {"closed": "month-closed", "reopened": "month-reopened"}
_BY_OP = {"insert": "entered", "update": "changed", "delete": "deleted"}


def entries() -> "QuerySet[ChangeEvent]":
    """All entries of the change log that stand in the list."""
    return ChangeEvent.objects.exclude(kind=_EVENTS)


def act_of(kind: str, op: str, state: object) -> str:
    """The code of the act that an entry is."""
    if op == "insert" and kind == _CLOSING:
        return _BY_STATE.get(str(state), "entered")
    if op == "insert" and kind == _ISSUED:
        return "issued"
    return _BY_OP.get(op, "changed")


def kind_label(kind: str) -> str:
    """Name of the kind of record, in the reader's language."""
    registers = all_registers()
    if kind in registers:
        return registers[kind].name
    return _(_OTHERS[kind]) if kind in _OTHERS else kind


_OTHERS = {
    "access.grant": "grant",
    "briefing.adoptedwording": "adopted wording",
    "briefing.issueddocument": "issued document",
    "briefing.issuedfigure": "issued figure",
    "briefing.keptdefinition": "kept definition",
    "dispatch.closing": "month",
    "ledger.explanation": "explanation",
    "ledger.importbatch": "file taken in",
    "ledger.proposal": "proposal",
}
