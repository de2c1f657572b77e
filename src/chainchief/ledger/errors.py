"""What the ledger refuses, told to people."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.choices import listed
from chainchief.core.clock import local
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _
from chainchief.core.units import plain
from chainchief.ledger.columns import CellValue


class LedgerError(ChainChiefError):
    """The base of the ledger's exceptions."""


class NoActorError(LedgerError):
    """A change without anyone who makes it."""

    def __init__(self) -> None:
        super().__init__(
            _("A change needs someone who makes it: give --actor, or the setting “actor”.")
        )


class ActorTooLongError(LedgerError):
    """A name that the log would have to cut off: half a name is nobody's."""

    def __init__(self, actor: str, most: int) -> None:
        super().__init__(
            _(
                "The name of who makes a change has at most {} characters; this one has {}: {}"
            ).format(most, len(actor), f"{actor[:40]}…")
        )


class NoReasonError(LedgerError):
    """A change that must be explained, and is not."""

    def __init__(self) -> None:
        super().__init__(_("This change needs a reason: give --reason."))


@dataclass(frozen=True)
class MovedColumn:
    """One column that others changed: as it was read, as it is now, and what is wanted of it.

    `contested` says that the refused change wanted another value than theirs.
    """

    name: str
    title: str
    base: CellValue
    theirs: CellValue
    mine: CellValue = None
    contested: bool = False


@dataclass(frozen=True)
class Stale:
    """A record that has moved on, and how; `current` is None where there is no such record."""

    kind: str
    code: str
    expected: int
    current: int | None
    by: str = ""
    at: dt.datetime | None = None
    reason: str = ""
    columns: tuple[MovedColumn, ...] = ()


class StaleVersionError(LedgerError):
    """Records were changed by others since they were read; nothing was written."""

    def __init__(self, records: Iterable[Stale]) -> None:
        self.records = tuple(records)
        lines = "\n".join(_line(record) for record in self.records)
        super().__init__(
            _("Changed by others since it was read; nothing was written. Read it again:")
            + f"\n{lines}"
        )


def _line(record: Stale) -> str:
    if record.current is None:
        return _("- {kind} {code}: there is no such record").format(**vars(record))
    said = _("- {kind} {code}: read at version {expected}, now at {current}").format(**vars(record))
    if record.at is None:
        return said
    who = _("; {by} on {at:%Y-%m-%d %H:%M}").format(by=record.by, at=local(record.at))
    changes = listed(_column(column) for column in record.columns)
    return said + who + (_(", {}").format(changes) if changes else "")


def _column(column: MovedColumn) -> str:
    change = _("“{title}” from {base} to {theirs}").format(
        title=column.title, base=_cell(column.base), theirs=_cell(column.theirs)
    )
    wanted = _(" (you wanted {})").format(_cell(column.mine))
    return change + wanted if column.contested else change


def _cell(value: CellValue) -> str:
    if value is None:
        return _("blank")
    return plain(Fraction(value)) if isinstance(value, int | Fraction) else f"“{value}”"
