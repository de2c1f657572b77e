"""The registers of tasks, of the steps taken, and of the offices that help."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.task.models import Task, TaskAction, TaskOffice
from chainchief.ledger.kinds.task.states import MOVED_BY_ACTS
from chainchief.ledger.registers import Register

_NO_FIRM = NoScope("a task is of offices; a firm reads its difficulty")

REGISTERS = (
    Register(
        model=Task,
        title="task",
        plural="tasks",
        policy_class="chain",
        columns_in_order=(
            "name",
            "done_when",
            "chain",
            "division",
            "host",
            "person",
            "giver",
            "given_by",
            "source",
            "meeting_item",
            "instruction",
            "visit",
            "difficulty",
            "assigned_on",
            "due_on",
            "signed_on",
            "reported_on",
            "result",
            "document",
            "sent_back_on",
            "accepted_on",
            "cancelled_on",
            "extension_until",
            "process",
            "turn_due_on",
        ),
        moved_by_acts=MOVED_BY_ACTS,
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=_NO_FIRM,
            organisation="host_id",
        ),
        checks=(
            in_order("assigned_on", "due_on", other="given on"),
            in_order("assigned_on", "reported_on", other="given on"),
            in_order("reported_on", "accepted_on", other="reported done on"),
        ),
        facts=(
            Fact(
                name="task",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(
                    Task,
                    "host",
                    "giver",
                    "source",
                    "assigned_on",
                    "due_on",
                    "signed_on",
                    "reported_on",
                    "sent_back_on",
                    "accepted_on",
                    "cancelled_on",
                ),
            ),
        ),
    ),
    Register(
        model=TaskAction,
        title="step of a task",
        plural="steps of tasks",
        policy_class="chain",
        columns_in_order=(
            "task",
            "number",
            "step",
            "acted_on",
            "office",
            "new_due_on",
            "note",
            "informant",
            "document",
        ),
        scopes=Scopes(
            division="task__division_id",
            chain="task__chain_id",
            enterprise=_NO_FIRM,
            organisation="task__host_id",
        ),
        checks=(in_order("acted_on", "new_due_on", other="acted on"),),
        facts=(
            Fact(
                name="task_action",
                entity="task",
                division="task__division_id",
                chain="task__chain_id",
                columns=fact_columns(
                    TaskAction, "number", "step", "acted_on", "office", "new_due_on"
                ),
            ),
        ),
    ),
    Register(
        model=TaskOffice,
        title="office that helps with a task",
        plural="offices that help with tasks",
        policy_class="chain",
        columns_in_order=("task", "office", "requested_on", "reported_on", "opinion", "document"),
        scopes=Scopes(
            division="task__division_id",
            chain="task__chain_id",
            enterprise=_NO_FIRM,
            organisation="office_id",
        ),
        checks=(in_order("requested_on", "reported_on", other="requested on"),),
        facts=(
            Fact(
                name="task_office",
                entity="task",
                division="task__division_id",
                chain="task__chain_id",
                columns=fact_columns(TaskOffice, "office", "requested_on", "reported_on"),
            ),
        ),
    ),
)
