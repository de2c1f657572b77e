"""Tasks (任务, 督办事项): done is what was given says is done, accepted by whoever gave it."""

from django.db import models

from chainchief.ledger.bases import Record, document_reference, ordered, reference


class TaskSource(models.TextChoices):
    MEETING = "meeting", "meeting"
    INSTRUCTION = "instruction", "instruction of a chief"
    VISIT = "visit", "promise of a visit"
    DIFFICULTY = "difficulty", "difficulty"
    OTHER = "other", "other"


class Giver(models.TextChoices):
    """Whose task it is to say that it is done."""

    CHIEF = "chief", "chief of the chain"
    CHAIN_OFFICE = "chain-office", "chain office"
    TASK_FORCE = "task-force", "task force"
    COUNTY = "county", "county office"


class Task(Record):
    """Something that somebody is to do by a day, and what counts as done.

    Its days tell its state (`states.state_of`): reported is what the office says, accepted what
    whoever gave it says. `reported_on` is the last report, the one that is accepted. Where no
    office is named it is of the unit, or in a task of the whole city of the chain's task force.
    `process` names the time limits by which the desk runs it.
    """

    kind = "task"

    name = models.CharField("what is to be done", max_length=200)
    done_when = models.CharField("what counts as done", max_length=400, blank=True)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    host = reference(
        "ledger.Organisation", "responsible office", optional=True, db_column="host_code"
    )
    person = reference(
        "ledger.Person", "responsible person", optional=True, db_column="person_code"
    )
    giver = models.CharField("given from", max_length=12, choices=Giver.choices)
    given_by = reference("ledger.Person", "given by", optional=True, db_column="given_by_code")
    source = models.CharField("came of", max_length=12, choices=TaskSource.choices)
    meeting_item = reference(
        "ledger.MeetingItem", "item of the agenda", optional=True, db_column="meeting_item_code"
    )
    instruction = reference(
        "ledger.Instruction", "instruction", optional=True, db_column="instruction_code"
    )
    visit = reference("ledger.Visit", "from activity", optional=True, db_column="visit_code")
    difficulty = reference(
        "ledger.Difficulty", "difficulty", optional=True, db_column="difficulty_code"
    )
    assigned_on = models.DateField("given on")
    due_on = models.DateField("to be done by")
    signed_on = models.DateField("signed for on", null=True, blank=True)
    reported_on = models.DateField("reported done on", null=True, blank=True)
    result = models.CharField("what was done", max_length=400, blank=True)
    document = document_reference()
    sent_back_on = models.DateField("sent back on", null=True, blank=True)
    accepted_on = models.DateField("accepted as done on", null=True, blank=True)
    cancelled_on = models.DateField("taken back on", null=True, blank=True)
    extension_until = models.DateField("extension requested until", null=True, blank=True)
    process = models.CharField("time limits", max_length=20, blank=True)
    turn_due_on = models.DateField("next step due on", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["turn_due_on"], name="task_turn_due"),
            models.Index(fields=["host", "accepted_on"], name="task_of_host"),
        ]
        constraints = [
            ordered("assigned_on", "due_on", "task_due_after_it_was_given"),
            ordered("assigned_on", "reported_on", "task_reported_after_it_was_given"),
            ordered("reported_on", "accepted_on", "task_accepted_after_it_was_reported"),
        ]


class TaskStep(models.TextChoices):
    ASSIGNED = "assigned", "task given"
    REASSIGNED = "reassigned", "given to another"
    SIGNED = "signed", "signed for"
    NOTED = "noted", "entry of the process"
    EXTENSION_REQUESTED = "extension-requested", "extension requested"
    EXTENDED = "extended", "extended"
    NOT_EXTENDED = "not-extended", "extension refused"
    REPORTED = "reported", "reported done"
    SENT_BACK = "sent-back", "sent back by who gave it"
    ACCEPTED = "accepted", "accepted as done"
    CANCELLED = "cancelled", "taken back"
    ESCALATED = "escalated", "escalated"


class TaskAction(Record):
    """One step in a task, in its order."""

    kind = "task_action"
    composed_of = ("task", "number")

    task = reference("ledger.Task", "task", db_column="task_code")
    number = models.PositiveIntegerField("number of the step")
    step = models.CharField("step", max_length=20, choices=TaskStep.choices)
    acted_on = models.DateField("acted on")
    office = reference("ledger.Organisation", "office", optional=True, db_column="office_code")
    new_due_on = models.DateField("new due date", null=True, blank=True)
    note = models.CharField("note", max_length=400, blank=True)
    informant = models.CharField("informant", max_length=80, blank=True)
    document = document_reference()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="task_action_key")]


class TaskOffice(Record):
    """An office that helps the responsible one with a task, and what it did."""

    kind = "task_office"
    composed_of = ("task", "office")

    task = reference("ledger.Task", "task", db_column="task_code")
    office = reference("ledger.Organisation", "office", db_column="office_code")
    requested_on = models.DateField("requested on")
    reported_on = models.DateField("reported on", null=True, blank=True)
    opinion = models.CharField("what the office did", max_length=400, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "office"], name="task_office_key"),
            ordered("requested_on", "reported_on", "task_office_reported_after_request"),
        ]
