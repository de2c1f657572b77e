"""The steps of a case as they are kept."""

from chainchief.desk.signed_steps import TakenStep, actor_of, with_signatures
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyAction, Step


def steps_of(case: Difficulty) -> list[TakenStep[DifficultyAction]]:
    """All steps of a case in their order, with who took each; two queries."""
    actions = DifficultyAction.objects.filter(difficulty=case, withdrawn_on=None)
    return with_signatures(actions.select_related("office", "document").order_by("number"))


def next_number(case: Difficulty) -> int:
    last = DifficultyAction.objects.filter(difficulty=case).order_by("-number").first()
    return last.number + 1 if last else 1


def last_action(case: Difficulty, step: Step) -> DifficultyAction | None:
    """The last time that the step was taken; None where it was not."""
    actions = DifficultyAction.objects.filter(difficulty=case, step=step, withdrawn_on=None)
    return actions.order_by("-number").first()


def last_actor(case: Difficulty, step: Step) -> str:
    """The signature of whoever took the step last; "" where nobody has."""
    return actor_of(last_action(case, step))
