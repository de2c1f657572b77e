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

    Its days tell its state (`states.state_of`): answered is what the office says, confirmed what
    the firm says. `host` is whoever took it in first, until another office is put in charge.
    `process` names the time limits by which the desk runs it; of those that it does not run it is
    blank.
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
    detail = models.CharField("what the firm says", max_length=1000, blank=True)
    related_to = reference(
        "ledger.Difficulty", "related to", optional=True, db_column="related_to_code"
    )
    process = models.CharField("time limits", max_length=20, blank=True)
    turn_due_on = models.DateField("next step due on", null=True, blank=True)
    accepted_on = models.DateField("accepted on", null=True, blank=True)
    declined_on = models.DateField("declined on", null=True, blank=True)
    assigned_on = models.DateField("assigned on", null=True, blank=True)
    objected_on = models.DateField("objected on", null=True, blank=True)
    signed_on = models.DateField("signed for on", null=True, blank=True)
    begun_on = models.DateField("work began on", null=True, blank=True)
    paused_on = models.DateField("clock stopped on", null=True, blank=True)
    extension_until = models.DateField("extension requested until", null=True, blank=True)
    reanswered_on = models.DateField("answered again on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["turn_due_on"], name="difficulty_turn_due"),
            models.Index(fields=["host", "closed_on"], name="difficulty_of_host"),
        ]
        constraints = [
            ordered("received_on", "due_on", "difficulty_due_after_it_was_received"),
            ordered("received_on", "answered_on", "difficulty_answered_after_it_was_received"),
            ordered("received_on", "confirmed_on", "difficulty_confirmed_after_it_was_received"),
            ordered("answered_on", "sent_back_on", "difficulty_sent_back_after_it_was_answered"),
            ordered("received_on", "closed_on", "difficulty_closed_after_it_was_received"),
        ]


class Step(models.TextChoices):
    REGISTERED = "registered", "difficulty registered"
    ACCEPTED = "accepted", "taken in"
    DECLINED = "declined", "declined with a reason"
    ASSIGNED = "assigned", "assigned"
    OBJECTED = "objected", "office objected"
    UPHELD = "upheld", "objection upheld"
    OVERRULED = "overruled", "objection overruled"
    SIGNED = "signed", "signed for"
    NOTED = "noted", "entry of the process"
    PAUSED = "paused", "clock stopped"
    RESUMED = "resumed", "clock runs again"
    EXTENSION_REQUESTED = "extension-requested", "extension requested"
    EXTENDED = "extended", "extended"
    NOT_EXTENDED = "not-extended", "extension refused"
    ANSWERED = "answered", "answered"
    CONFIRMED = "confirmed", "confirmed by the firm"
    EXPLAINED = "explained", "explanation accepted by the firm"
    SENT_BACK = "sent-back", "sent back by the firm"
    ESCALATED = "escalated", "escalated"
    FOLLOWED_UP = "followed-up", "followed up"
    CLOSED = "closed", "case closed"


class DifficultyAction(Record):
    """One step in handling a difficulty, in its order."""

    kind = "difficulty_action"
    composed_of = ("difficulty", "number")

    difficulty = reference("ledger.Difficulty", "difficulty", db_column="difficulty_code")
    number = models.PositiveIntegerField("number of the step")
    step = models.CharField("step", max_length=20, choices=Step.choices)
    acted_on = models.DateField("acted on")
    office = reference("ledger.Organisation", "office", optional=True, db_column="office_code")
    new_due_on = models.DateField("new due date", null=True, blank=True)
    note = models.CharField("note", max_length=400, blank=True)
    informant = models.CharField("informant", max_length=80, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["difficulty", "number"], name="difficulty_action_key")
        ]


class DifficultyOffice(Record):
    """An office that helps the one in charge with a difficulty, and what it had to say."""

    kind = "difficulty_office"
    composed_of = ("difficulty", "office")

    difficulty = reference("ledger.Difficulty", "difficulty", db_column="difficulty_code")
    office = reference("ledger.Organisation", "office", db_column="office_code")
    requested_on = models.DateField("requested on")
    due_on = models.DateField("report due on")
    signed_on = models.DateField("signed for on", null=True, blank=True)
    reported_on = models.DateField("reported on", null=True, blank=True)
    opinion = models.CharField("opinion of the office", max_length=400, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["difficulty", "office"], name="difficulty_office_key"),
            ordered("requested_on", "due_on", "difficulty_office_due_after_request"),
            ordered("requested_on", "reported_on", "difficulty_office_reported_after_request"),
        ]
