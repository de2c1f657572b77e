"""Words for what events carry as codes: pages, kinds of records, names of facts."""

from chainchief.access.scopes import Dimension
from chainchief.core.i18n import _
from chainchief.ledger.registers import all_registers, register_of
from chainchief.people.events import EventKind
from chainchief.people.roles import label_of

_FACTS = {
    "acting_for": "stands for",
    "after": "is now",
    "asked_by": "asked by",
    "because_of": "because of the grant",
    "before": "was before",
    "ended": "sessions that ended",
    "failures": "wrong in a row",
    "first_start": "first start",
    "full_name": "full name",
    "grant": "number of the grant of a role",
    "number": "how many",
    "role": "role",
    "second_factor": "the second factor too",
    "valid_from": "since",
    "valid_to": "until",
    "what": "what was done",
    "accounts": "accounts and their grants",
    "asked": "narrowed by",
    "bytes": "size in bytes",
    "by": "by way of",
    "certificate": "certificate",
    "changelog": "change log",
    "closings": "closed months",
    "documents": "issued documents",
    "evidence": "kept evidence",
    "file": "file",
    "grants": "grants",
    "ledger": "values of the ledger",
    "method": "method",
    "path": "address of the page",
    "reason": "reason given",
    "rows": "rows",
    "sha256": "SHA-256",
    "snapshots": "snapshots",
    "status": "answered with",
}
_PAGES = {
    "audit": "Log of events",
    "audit-file": "Log of events",
    "audit-seals": "Seals and verification",
    "chain": "Chains",
    "chains": "Chains",
    "draft": "Drafts",
    "draft-file": "Drafts",
    "draft-paragraph": "Drafts",
    "draft-scan": "Drafts",
    "draft-sheet": "Drafts",
    "draft-sheet-to-sign": "Drafts",
    "draft-verification": "Drafts",
    "drafts": "Drafts",
    "figures": "Figures",
    "grant-review": "Review of grants",
    "grant-review-file": "Review of grants",
    "indicator": "Figures",
    "issued": "Issued documents",
    "issued-document": "Issued documents",
    "issued-file": "Issued documents",
    "issued-sheet": "Issued documents",
    "receipt": "receipt of a figure",
    "receipt-csv": "receipt of a figure",
    "record": "one record",
    "record-figures": "one record",
    "record-file": "list of records",
    "record-list": "list of records",
    "records": "Registers",
    "release": "Release",
    "release-file": "Release",
    "release-sheet": "Release",
}


def fact_label(name: str) -> str:
    """The name of a fact: its word, that of a limit by its register; else as it stands."""
    if name in set(Dimension):
        return register_of(name).name
    return _(_FACTS[name]) if name in _FACTS else name


def fact_value(name: str, value: object) -> str:
    """Value of a fact; of a part that was verified the number of its findings, and their codes."""
    if isinstance(value, dict):
        return f"{value.get('findings', '')} {value.get('codes', '')}".strip()
    if isinstance(value, bool):
        return _("yes") if value else ""
    if name == "role":
        return label_of(str(value))
    if name == "what" and value in set(EventKind):
        return EventKind(str(value)).label
    return str(value)


def subject_words(subject: str) -> str:
    """`record-file project`, the page and the kind, in the reader's language; else as it stands."""
    page, _space, kind = subject.partition(" ")
    if page not in _PAGES:
        return subject
    register = all_registers().get(kind)
    return " · ".join(filter(None, (_(_PAGES[page]), register.name if register else kind)))
