"""Validation: every rule that a record must keep to, for every way in.

A change set is laid over the records that it changes (`drafts`), and each rule looks at the result:
rights, states, codes, values, references, uniqueness, constraints, what a kind declares, and what
can hardly be meant. Each finding is at one change and one column; a way in says where that stands
for its user (a cell, a field, a pointer).
"""

from chainchief.ledger.validation.checks import CHECKS, proposable, review_of
from chainchief.ledger.validation.drafts import DraftRecord, Unreadable
from chainchief.ledger.validation.review import (
    Finding,
    Locate,
    Located,
    RefusedError,
    Review,
    by_record,
    title_of,
)

__all__ = [
    "CHECKS",
    "DraftRecord",
    "Finding",
    "Locate",
    "Located",
    "RefusedError",
    "Review",
    "Unreadable",
    "by_record",
    "proposable",
    "review_of",
    "title_of",
]
