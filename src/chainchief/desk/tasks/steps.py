"""The steps of a task as they are kept."""

from chainchief.desk.signed_steps import TakenStep, actor_of, with_signatures
from chainchief.ledger.kinds.task.models import Task, TaskAction, TaskStep


def steps_of(task: Task) -> list[TakenStep[TaskAction]]:
    """All steps of a task in their order, with who took each; two queries."""
    actions = TaskAction.objects.filter(task=task, withdrawn_on=None)
    return with_signatures(actions.select_related("office", "document").order_by("number"))


def next_number(task: Task) -> int:
    last = TaskAction.objects.filter(task=task).order_by("-number").first()
    return last.number + 1 if last else 1


def last_actor(task: Task, step: TaskStep) -> str:
    """The signature of whoever took the step last; "" where nobody has."""
    actions = TaskAction.objects.filter(task=task, step=step, withdrawn_on=None)
    return actor_of(actions.order_by("-number").first())
