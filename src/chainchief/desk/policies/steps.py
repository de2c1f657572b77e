"""The steps of a list as they are kept, with who took each: that stands in the change log."""

import datetime as dt
from dataclasses import dataclass

from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import Creation
from chainchief.ledger.kinds.reward_list.models import ListStep, RewardList, RewardStep


@dataclass(frozen=True)
class TakenStep:
    """A step, by whom and at which instant; "" and None where the log begins later."""

    step: RewardStep
    actor: str
    at: dt.datetime | None


def steps_of(given: RewardList) -> list[TakenStep]:
    """All steps of a list in their order; two queries."""
    held = list(
        RewardStep.objects.filter(reward_list=given, withdrawn_on=None)
        .select_related("document")
        .order_by("number")
    )
    events = ChangeEvent.objects.filter(
        kind=RewardStep.kind, uid__in=[each.uid.hex for each in held], version=1
    )
    signed = {uid: (actor, at) for uid, actor, at in events.values_list("uid", "actor", "at")}
    return [TakenStep(each, *signed.get(each.uid.hex, ("", None))) for each in held]


def last_actor(given: RewardList, step: ListStep) -> str:
    """The signature of whoever took a step last; "" where nobody has."""
    taken = [each for each in steps_of(given) if each.step.step == step]
    return taken[-1].actor if taken else ""


def step_creation(
    given: RewardList | str, number: int, step: ListStep, day: dt.date, note: str, document: str
) -> Creation:
    """The step as a record."""
    code = given if isinstance(given, str) else given.code
    return Creation(
        RewardStep.kind,
        "",
        {
            "reward_list": code,
            "number": number,
            "step": step.value,
            "acted_on": day,
            "note": note.strip()[:400],
            "document": document or None,
        },
    )


def next_number(given: RewardList) -> int:
    last = RewardStep.objects.filter(reward_list=given).order_by("-number").first()
    return last.number + 1 if last else 1
