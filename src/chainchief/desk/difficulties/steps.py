"""The steps of a case as they are kept, with who took each: that stands in the change log."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyAction, Step


@dataclass(frozen=True)
class TakenStep:
    """A step, by whom and at which instant; "" and None where the log begins later."""

    action: DifficultyAction
    actor: str
    at: dt.datetime | None


def steps_of(case: Difficulty) -> list[TakenStep]:
    """All steps of a case in their order; two queries."""
    actions = DifficultyAction.objects.filter(difficulty=case, withdrawn_on=None)
    held = list(actions.select_related("office", "document").order_by("number"))
    signed = _signed(one.uid.hex for one in held)
    return [TakenStep(one, *signed.get(one.uid.hex, ("", None))) for one in held]


def next_number(case: Difficulty) -> int:
    last = DifficultyAction.objects.filter(difficulty=case).order_by("-number").first()
    return last.number + 1 if last else 1


def last_actor(case: Difficulty, step: Step) -> str:
    """The signature of whoever took the step last; "" where nobody has."""
    actions = DifficultyAction.objects.filter(difficulty=case, step=step, withdrawn_on=None)
    last = actions.order_by("-number").first()
    return _signed([last.uid.hex]).get(last.uid.hex, ("", None))[0] if last else ""


def _signed(uids: Iterable[str]) -> dict[str, tuple[str, dt.datetime | None]]:
    events = ChangeEvent.objects.filter(kind=DifficultyAction.kind, uid__in=list(uids), version=1)
    return {uid: (actor, at) for uid, actor, at in events.values_list("uid", "actor", "at")}
