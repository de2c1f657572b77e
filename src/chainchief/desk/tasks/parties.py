"""Who gave a task and who does it: as a viewer, in words, as accounts."""

from chainchief.access.models import Account, Grant
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.desk.limits.task_preset import Level, task_limits
from chainchief.desk.tasks.machine import Side, turn_of
from chainchief.ledger.kinds.division.models import Level as DivisionLevel
from chainchief.ledger.kinds.task.models import Giver, Task
from chainchief.people.notices.recipients import holding, of_division, of_organisation

_OFFICE = "chain-office"


def giver_of(viewer: Viewer) -> Giver:
    """Role in which a viewer gives tasks: by the role that gives the right to it."""
    for giver in (Giver.CHIEF, Giver.TASK_FORCE, Giver.COUNTY):
        if giver.value in viewer.roles:
            return giver
    return Giver.CHAIN_OFFICE


def gave(task: Task, viewer: Viewer) -> bool:
    """Whether the viewer stands where the task was given from."""
    return task.giver in viewer.roles or (
        task.giver == Giver.CHAIN_OFFICE and MACHINE_ADMIN in viewer.roles
    )


def does(task: Task, viewer: Viewer) -> bool:
    """Whether the task is the viewer's own to do: of their office, their unit, their task force."""
    if task.host_id:
        return task.host_id in viewer.own(Dimension.ORGANISATION)
    if task.division_id in viewer.own(Dimension.DIVISION):
        return True
    return any(one.chain == task.chain_id for one in viewer.in_role("task-force"))


def stands_in(viewer: Viewer) -> bool:
    """Whether the viewer writes down what others say who do not log in: it is asked who said so."""
    return bool(viewer.roles & {_OFFICE, MACHINE_ADMIN})


def may_act(task: Task, side: Side, viewer: Viewer) -> bool:
    """Whether an act of a side is the viewer's, as of that side or on its behalf."""
    belongs = gave(task, viewer) if side is Side.GIVER else does(task, viewer)
    return belongs or stands_in(viewer)


def doer_words(task: Task) -> str:
    """Name who is to do it."""
    if task.host:
        return str(task.host.name)
    if task.division.level == DivisionLevel.CITY and task.chain:
        return _("task force of {chain}").format(chain=task.chain.name)
    return str(task.division.name)


def giver_words(task: Task, name: str = "") -> str:
    """Say from whom it comes; `name` is the person's, for whoever may be told it."""
    words = _(str(Giver(task.giver).label))
    return f"{name}（{words}）" if name else words


def turn_words(task: Task, name: str = "") -> str:
    """Say whose turn it is; `name` as for who gave it."""
    words = {Side.GIVER: giver_words(task, name), Side.DOER: doer_words(task), Side.NOBODY: ""}
    return words[turn_of(task)]


def people_of(task: Task) -> list[Account]:
    """The accounts whose turn it is."""
    side = turn_of(task)
    if side is Side.NOBODY:
        return []
    return doers(task) if side is Side.DOER else givers(task)


def doers(task: Task) -> list[Account]:
    if task.host_id:
        return list(of_organisation(task.host_id))
    of_unit = list(of_division(task.division_id))
    return of_unit or of_chain("task-force", task.chain_id)


def givers(task: Task) -> list[Account]:
    if task.giver == Giver.CHAIN_OFFICE:
        return list(holding(_OFFICE))
    if task.giver == Giver.COUNTY:
        return list(of_division(task.division_id))
    return of_chain(task.giver, task.chain_id)


def at_level(task: Task, level: Level) -> list[Account]:
    """Accounts that hear of it at a level of the line; nobody where the level has no account.

    Of what waits for whoever gave the task the office that did it hears nothing.
    """
    if level is Level.CHAIN_OFFICE:
        return list(holding(_OFFICE))
    if level is Level.CHIEF:
        return of_chain("chief", task.chain_id)
    if turn_of(task) is not Side.DOER:
        return []
    head = task_limits().heads.get(task.host_id or "")
    named = Account.objects.filter(username=head, is_active=True) if head else None
    return list(named) if named else doers(task)


def of_chain(role: str, chain: str | None) -> list[Account]:
    """Accounts in a role of one chain."""
    if not chain:
        return []
    grants = Grant.objects.in_force(clock.today()).filter(role=role, chain=chain)
    found = Account.objects.filter(is_active=True, pk__in=grants.values("account"))
    return list(found.order_by("pk"))
