"""Change sets: what is to be written, before anything is written.

Drafts, submissions and imports under review are change sets against (uid, version); the ledger
itself holds accepted facts only. `chainchief.ledger.actions.apply_change_set` carries one out.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Creation:
    """A new record. `values` maps column names to values, references as codes; `code` included.

    `uid` is given where the record has its identity already: taken over, or made reproducibly.
    """

    kind: str
    code: str
    values: Mapping[str, object]
    origin: str = ""
    extra: Mapping[str, object] | None = None
    uid: uuid.UUID | None = None


@dataclass(frozen=True)
class Revision:
    """New values for a record as it was at `version`; columns that are absent keep theirs."""

    kind: str
    uid: uuid.UUID
    version: int
    values: Mapping[str, object]
    origin: str = ""
    extra: Mapping[str, object] | None = None


@dataclass(frozen=True)
class ChangeSet:
    """Changes of any kinds; applied parents first, all or none."""

    creations: tuple[Creation, ...] = ()
    revisions: tuple[Revision, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True)
class Applied:
    """What a change set did."""

    created: int
    revised: int
    unchanged: int
