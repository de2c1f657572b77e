"""Steps as they are kept, with who took each: that stands in the change log."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from chainchief.ledger.bases import Record
from chainchief.ledger.changelog.models import ChangeEvent

Action = TypeVar("Action", bound=Record)


@dataclass(frozen=True)
class TakenStep(Generic[Action]):
    """A step, by whom and at which instant; "" and None where the log begins later."""

    action: Action
    actor: str
    at: dt.datetime | None


def with_signatures(actions: Iterable[Action]) -> list[TakenStep[Action]]:
    """The steps of one kind in their order, each with its signature; one query for these."""
    held = list(actions)
    if not held:
        return []
    events = ChangeEvent.objects.filter(
        kind=held[0].kind, uid__in=[one.uid.hex for one in held], version=1
    )
    signed = {uid: (actor, at) for uid, actor, at in events.values_list("uid", "actor", "at")}
    return [TakenStep(one, *signed.get(one.uid.hex, ("", None))) for one in held]


def actor_of(action: Record | None) -> str:
    """The signature of whoever took a step; "" where there is none."""
    return with_signatures([action])[0].actor if action is not None else ""
