"""Change sets: what is to be written, before anything is written.

Drafts, submissions and imports under review are change sets against (uid, version); the ledger
itself holds accepted facts only. `chainchief.ledger.actions.apply_change_set` carries one out.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.core.faults import Fault


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
    """New values for a record as it was at `version`; columns that are absent keep theirs.

    Values that the record has already change nothing: a revision of such values alone is none.
    """

    kind: str
    uid: uuid.UUID
    version: int
    values: Mapping[str, object]
    origin: str = ""
    extra: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Withdrawal:
    """A record as it was at `version` goes out of use, from `on` (default: today in Shanghai).

    The reason is that of the change set: it stands in the record and in the log.
    """

    kind: str
    uid: uuid.UUID
    version: int
    on: dt.date | None = None
    origin: str = ""


@dataclass(frozen=True)
class Reinstatement:
    """The withdrawal of a record, as it was at `version`, is taken back."""

    kind: str
    uid: uuid.UUID
    version: int
    origin: str = ""


Change = Creation | Revision | Withdrawal | Reinstatement


@dataclass(frozen=True)
class ChangeSet:
    """Changes of any kinds, children beside their parents; applied parents first, all or none."""

    creations: tuple[Creation, ...] = ()
    revisions: tuple[Revision, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    reinstatements: tuple[Reinstatement, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes in one order; findings cite their positions in it."""
        return (*self.creations, *self.revisions, *self.withdrawals, *self.reinstatements)

    @classmethod
    def of(cls, *changes: Change) -> "ChangeSet":
        """The change set of changes of any sort, in their order within each sort."""
        return cls(
            tuple(each for each in changes if isinstance(each, Creation)),
            tuple(each for each in changes if isinstance(each, Revision)),
            tuple(each for each in changes if isinstance(each, Withdrawal)),
            tuple(each for each in changes if isinstance(each, Reinstatement)),
        )


@dataclass(frozen=True)
class Applied:
    """What a change set did. `unchanged` counts revisions that changed nothing."""

    created: int = 0
    revised: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    reinstated: int = 0
    warnings: tuple[Fault, ...] = ()
