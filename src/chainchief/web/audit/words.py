"""Words for what events carry as codes: pages, kinds of records, names of facts."""

from chainchief.core.i18n import _
from chainchief.ledger.registers import all_registers

_FACTS = {
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
    "reason": "reason",
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
    """The name of a fact; one that has no word stands as it is."""
    return _(_FACTS[name]) if name in _FACTS else name


def subject_words(subject: str) -> str:
    """`record-file project`, the page and the kind, in the reader's language; else as it stands."""
    page, _space, kind = subject.partition(" ")
    if page not in _PAGES:
        return subject
    register = all_registers().get(kind)
    return " · ".join(filter(None, (_(_PAGES[page]), register.name if register else kind)))
