"""Difficulties (企业困难) and the steps taken: answered is not solved, the firm confirms."""

from django.db import models

from chainchief.ledger.bases import Record, document_reference, ordered, reference


class DifficultyCategory(models.TextChoices):
    LAND = "land", "land"
    FINANCE = "finance", "finance"
    LABOUR = "labour", "labour"
    ENERGY = "energy", "energy"
    APPROVAL = "approval", "approvals"
    SUPPORTING = "supporting", "supporting facilities"
    LOGISTICS = "logistics", "logistics"
    POLICY = "policy", "promised policy"
    ARREARS = "arrears", "arrears"
    OTHER = "other", "other"


class DifficultySource(models.TextChoices):
    VISIT = "visit", "visit"
    HOTLINE = "hotline", "hotline"
    MEETING = "meeting", "meeting"
    PLATFORM = "platform", "platform"
    OFFICER = "officer", "service officer"


class Outcome(models.TextChoices):
    SOLVED = "solved", "solved"
    PARTLY = "partly", "partly solved"
    EXPLAINED = "explained", "explained"
    REFUSED = "refused", "not acceptable"


class Urgency(models.TextChoices):
    NORMAL = "normal", "normal"
    URGENT = "urgent", "urgent"


class Difficulty(Record):
    """A difficulty of a firm. `due_on` is the last day for the answer, extensions included.

    Four days tell its state: received, answered (the office says), confirmed (the firm says that it
    is solved), sent back (the firm says that it is not).
    """

    kind = "difficulty"

    name = models.CharField("subject", max_length=200)
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    category = models.CharField("category", max_length=12, choices=DifficultyCategory.choices)
    source = models.CharField("source", max_length=10, choices=DifficultySource.choices)
    visit = reference("ledger.Visit", "from activity", optional=True, db_column="visit_code")
    urgency = models.CharField(
        "urgency", max_length=8, choices=Urgency.choices, default=Urgency.NORMAL
    )
    common = models.BooleanField("common to many firms", default=False)
    host = reference("ledger.Organisation", "office in charge", db_column="host_code")
    received_on = models.DateField("received on")
    due_on = models.DateField("answer due on")
    answered_on = models.DateField("answered on", null=True, blank=True)
    outcome = models.CharField("outcome", max_length=10, choices=Outcome.choices, blank=True)
    confirmed_on = models.DateField("firm confirmed on", null=True, blank=True)
    sent_back_on = models.DateField("sent back on", null=True, blank=True)
    followed_up_on = models.DateField("followed up on", null=True, blank=True)
    satisfaction = models.PositiveIntegerField(
        "satisfaction", null=True, blank=True, help_text="1 to 5, as the firm says"
    )
    informant = models.CharField("informant", max_length=80, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            ordered("received_on", "due_on", "difficulty_due_after_it_was_received"),
            ordered("received_on", "answered_on", "difficulty_answered_after_it_was_received"),
            ordered("received_on", "confirmed_on", "difficulty_confirmed_after_it_was_received"),
            ordered("answered_on", "sent_back_on", "difficulty_sent_back_after_it_was_answered"),
        ]


class Step(models.TextChoices):
    ACCEPTED = "accepted", "taken in"
    ASSIGNED = "assigned", "assigned"
    EXTENDED = "extended", "extended"
    ANSWERED = "answered", "answered"
    CONFIRMED = "confirmed", "confirmed by the firm"
    SENT_BACK = "sent-back", "sent back by the firm"
    ESCALATED = "escalated", "escalated"
    FOLLOWED_UP = "followed-up", "followed up"


class DifficultyAction(Record):
    """One step in handling a difficulty, in its order."""

    kind = "difficulty_action"
    composed_of = ("difficulty", "number")

    difficulty = reference("ledger.Difficulty", "difficulty", db_column="difficulty_code")
    number = models.PositiveIntegerField("number of the step")
    step = models.CharField("step", max_length=12, choices=Step.choices)
    acted_on = models.DateField("acted on")
    office = reference("ledger.Organisation", "office", optional=True, db_column="office_code")
    new_due_on = models.DateField("new due date", null=True, blank=True)
    note = models.CharField("note", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["difficulty", "number"], name="difficulty_action_key")
        ]
