"""What the ledger refuses, told to people."""

from collections.abc import Iterable
from dataclasses import dataclass

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _


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
class Stale:
    """A record that has moved on; `current` is None where there is no such record."""

    kind: str
    code: str
    expected: int
    current: int | None


class StaleVersionError(LedgerError):
    """Records were changed by others since they were read; nothing was written."""

    def __init__(self, records: Iterable[Stale]) -> None:
        self.records = tuple(records)
        told = "\n".join(_told(record) for record in self.records)
        super().__init__(
            _("Changed by others since it was read; nothing was written. Read it again:")
            + f"\n{told}"
        )


def _told(record: Stale) -> str:
    if record.current is None:
        return _("- {kind} {code}: there is no such record").format(**vars(record))
    return _("- {kind} {code}: read at version {expected}, now at {current}").format(**vars(record))
