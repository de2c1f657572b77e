"""Leads (招商线索): an investor's intention from the first information to the start of work."""

from django.db import models

from chainchief.ledger.bases import (
    Entity,
    Record,
    document_reference,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import MoneyField
from chainchief.ledger.kinds.division.models import Division


class LeadState(models.TextChoices):
    VALID = "valid", "valid information"
    TALKS = "talks", "in talks"
    SIGNED = "signed", "signed"
    REGISTERED = "registered", "registered"
    STARTED = "started", "started"
    DROPPED = "dropped", "dropped"


class Lead(Entity):
    """A lead (招商线索): an investor that a unit follows, until construction starts.

    It is closed when it was signed or dropped. `division` is the unit in charge, whose it is to
    move; the unit of the first talk reads on after a hand-over, and one that it is offered to until
    that is settled. `process` names the time limits by which the desk runs it, `turn_due_on` is the
    day of its next step.
    """

    kind = "lead"

    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "unit in charge", db_column="division_code")
    first_division = reference(
        "ledger.Division", "unit of first talk", optional=True, db_column="first_division_code"
    )
    handover_to = reference(
        "ledger.Division", "offered to the unit", optional=True, db_column="handover_to_code"
    )
    handover_refused_on = models.DateField("offer refused on", null=True, blank=True)
    organisation = reference(
        "ledger.Organisation", "investor", optional=True, db_column="organisation_code"
    )
    investor_name = models.CharField(
        "name of the investor",
        max_length=200,
        blank=True,
        help_text="of an investor that the ledger does not have as an organisation",
    )
    segment = reference("ledger.ChainSegment", "segment", optional=True, db_column="segment_code")
    visit = reference("ledger.Visit", "from activity", optional=True, db_column="visit_code")
    state = models.CharField("state", max_length=10, choices=LeadState.choices)
    amount = MoneyField("planned investment", null=True, blank=True)
    received_on = models.DateField("received on")
    talks_on = models.DateField("talks began on", null=True, blank=True)
    closed_on = models.DateField(
        "closed on", null=True, blank=True, help_text="the day of the signing, or of the end"
    )
    registered_on = models.DateField("firm registered on", null=True, blank=True)
    started_on = models.DateField("construction started on", null=True, blank=True)
    project = reference(
        "ledger.Project", "project that came of it", optional=True, db_column="project_code"
    )
    next_step = models.CharField("next step", max_length=400, blank=True)
    owner = models.CharField("owner of the next step", max_length=80, blank=True)
    turn_due_on = models.DateField("next step due on", null=True, blank=True)
    protected_until = models.DateField("protected until", null=True, blank=True)
    extension_until = models.DateField("extension requested until", null=True, blank=True)
    process = models.CharField("time limits", max_length=20, blank=True)
    note = models.CharField("note", max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["turn_due_on"], name="lead_turn_due"),
        ]
        constraints = [
            ordered("valid_from", "valid_to", "lead_valid_dates_in_order"),
            ordered("received_on", "closed_on", "lead_closed_after_it_was_received"),
            ordered("received_on", "talks_on", "lead_talks_after_it_was_received"),
            ordered("closed_on", "registered_on", "lead_registered_after_it_was_signed"),
            ordered("registered_on", "started_on", "lead_started_after_it_was_registered"),
            not_negative("amount", "lead_amount_not_negative"),
        ]


class LeadStep(models.TextChoices):
    RECEIVED = "received", "lead was received"
    NOTED = "noted", "entry of the follow-up"
    TALKS = "talks", "talks began"
    SIGNED = "signed", "agreement was signed"
    REGISTERED = "registered", "firm was registered"
    STARTED = "started", "construction started"
    DROPPED = "dropped", "lead was dropped"
    REVIVED = "revived", "lead was taken up again"
    OFFERED = "offered", "offered to another unit"
    TAKEN_OVER = "taken-over", "taken over"
    NOT_TAKEN_OVER = "not-taken-over", "offer was refused"
    OFFER_ENDED = "offer-ended", "offer was taken back"
    EXTENSION_REQUESTED = "extension-requested", "longer protection requested"
    EXTENDED = "extended", "protection extended"
    NOT_EXTENDED = "not-extended", "longer protection refused"


class LeadAction(Record):
    """One step in the follow-up of a lead, in its order."""

    kind = "lead_action"
    composed_of = ("lead", "number")

    lead = reference("ledger.Lead", "lead", db_column="lead_code")
    number = models.PositiveIntegerField("number of the step")
    step = models.CharField("step", max_length=20, choices=LeadStep.choices)
    acted_on = models.DateField("acted on")
    division = reference(
        "ledger.Division", "unit of the step", optional=True, db_column="division_code"
    )
    new_due_on = models.DateField("new due date", null=True, blank=True)
    note = models.CharField("note", max_length=400, blank=True)
    informant = models.CharField("informant", max_length=80, blank=True)
    document = document_reference()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "number"], name="lead_action_key")]

    @property
    def office(self) -> Division | None:
        """Whoever took the step, under the name by which time lines ask for it."""
        unit: Division | None = self.division
        return unit
