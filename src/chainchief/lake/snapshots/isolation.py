"""Reading the ledger as it was at one moment, which can be told from every other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Max

from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.ledger.changelog.isolation import one_state
from chainchief.ledger.changelog.models import ChangeEvent


@dataclass(frozen=True)
class Moment:
    """A state of the ledger: the last event of the change log, and how many events there are.

    The number of events matters where writers work side by side: one that began first may commit
    last, which adds events below the highest number.
    """

    position: int
    events: int

    def __str__(self) -> str:
        return f"{self.position}-{self.events}"


def moment() -> Moment | None:
    """The position of the change log; None for an empty one, which tells no states apart."""
    last_event = ChangeEvent._default_manager.aggregate(last=Max("id"), count=Count("id"))
    return Moment(last_event["last"], last_event["count"]) if last_event["count"] else None


@contextmanager
def one_moment() -> Iterator[Moment | None]:
    """Hold one moment: everything read inside belongs to it.

    Inside a transaction of the caller's its own isolation holds; should another writer's work
    become visible meanwhile, what was read is refused with `LakeError`.
    """
    if connection.in_atomic_block:
        before = moment()
        yield before
        _refuse_change(before)
    else:
        with one_state():
            yield moment()


def _refuse_change(before: Moment | None) -> None:
    if moment() != before:
        raise LakeError(
            _(
                "The ledger changed while it was being read inside another transaction; "
                "read it again after that transaction."
            )
        )
