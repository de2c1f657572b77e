"""The columns that lists can have, with their heads."""

from chainchief.core.i18n import _

#: Name in a preset → the message id of its head.
COLUMNS = {
    "name": "Name",
    "credit_code": "Credit code",
    "division": "Unit",
    "segment": "Segment",
    "segments": "Segments",
    "stream": "Stream",
    "role": "Role",
    "role_since": "In this role since",
    "revenue": "Revenue of last year (10,000 yuan)",
    "status": "Coverage",
    "reasons": "Findings",
    "local_firms": "Local firms",
    "firms": "Which firms",
    "products": "Typical products",
    "demand": "Recorded demand (10,000 yuan)",
    "local": "of which local (10,000 yuan)",
    "held_up": "Segments held up",
    "firms_held_up": "Firms held up",
    "path": "Path",
    "adds_completeness": "Adds to completeness",
    "adds_rate": "Adds to the local rate",
    "evidence": "Evidence",
    "builder": "Firm",
    "investment": "Planned investment (10,000 yuan)",
    "place": "Place",
    "score": "Score",
    "arithmetic": "Arithmetic",
    "why": "Why",
    "contact": "Contact",
    "source": "Source",
    "category": "Category",
    "host": "Host",
    "received_on": "Received on",
    "due_on": "Due on",
    "state": "State",
    "number": "Document number",
    "issued_by": "Issued by",
    "rule": "Rule",
}


def head_of(column: str) -> str:
    return _(COLUMNS[column])
