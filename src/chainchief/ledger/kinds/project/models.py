"""Projects of the chains."""

from django.db import models
from django.db.models import Q

from chainchief.ledger.bases import (
    Entity,
    Event,
    Membership,
    Record,
    Report,
    ordered,
    reference,
)
from chainchief.ledger.fields import MoneyField, ShareField


class Construction(models.TextChoices):
    """建设性质, as statistics of investment divide it."""

    NEW = "new", "new construction"
    EXPANSION = "expansion", "expansion"
    RENOVATION = "renovation", "reconstruction and technical renovation"
    RELOCATION = "relocation", "relocation"
    PURCHASE = "purchase", "mere purchase"


class Project(Entity):
    """A project of a firm in a chain. `division` is the unit where it lands; a count belongs to
    that unit alone.

    A project that was reported under two codes is kept twice and linked: the one that names
    another in `duplicate_of` is counted as that other.
    """

    kind = "project"

    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "landing unit", db_column="division_code")
    enterprise = reference(
        "ledger.Enterprise", "building enterprise", optional=True, db_column="enterprise_code"
    )
    construction = models.CharField(
        "kind of construction", max_length=12, choices=Construction.choices, blank=True
    )
    total_investment = MoneyField("planned total investment", null=True, blank=True)
    filing_number = models.CharField("filing number", max_length=60, blank=True)
    duplicate_of = reference(
        "ledger.Project", "duplicate of", optional=True, db_column="duplicate_of_code"
    )

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "project_valid_dates_in_order"),
            models.CheckConstraint(
                condition=Q(total_investment__isnull=True) | Q(total_investment__gte=0),
                name="project_investment_not_negative",
            ),
        ]


class ShareRole(models.TextChoices):
    LANDING = "landing", "landing unit"
    FIRST_TALK = "first-talk", "unit of first talk"
    PARTNER = "partner", "cooperating unit"


class ProjectShare(Record):
    """The share of a unit in a project's amounts. The shares of a project add up to 100 %."""

    kind = "project_share"
    composed_of = ("project", "division")

    project = reference(
        "ledger.Project", "project", related_name="shares", db_column="project_code"
    )
    division = reference("ledger.Division", "division", db_column="division_code")
    role = models.CharField("role", max_length=12, choices=ShareRole.choices)
    share = ShareField("share")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "division"], name="project_share_key"),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=1_000_000),
                name="project_share_within_100_percent",
            ),
        ]


class Stage(models.TextChoices):
    """The way of a project, in order; stalled and ended stand apart."""

    LEAD = "lead", "lead"
    TALKS = "talks", "in talks"
    SIGNED = "signed", "signed"
    REGISTERED = "registered", "registered"
    FILED = "filed", "filed or approved"
    LAND = "land", "land provided"
    STARTED = "started", "started"
    BUILDING = "building", "under construction"
    COMPLETED = "completed", "completed"
    TRIAL = "trial", "trial production"
    PRODUCING = "producing", "in production"
    IN_STATISTICS = "in-statistics", "in the investment statistics"
    ABOVE_SCALE = "above-scale", "above scale"
    CAPACITY = "capacity", "at capacity"
    STALLED = "stalled", "stalled"
    ENDED = "ended", "ended"


class ProjectStage(Event):
    """A project reached a stage, as one unit reported it. Two units may report one stage."""

    kind = "project_stage"
    composed_of = ("project", "stage", "reported_by")

    project = reference(
        "ledger.Project", "project", related_name="stages", db_column="project_code"
    )
    stage = models.CharField("stage", max_length=16, choices=Stage.choices)
    reported_by = reference("ledger.Division", "reported by", db_column="reported_by_code")
    note = models.CharField("note", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage", "reported_by"], name="project_stage_key"
            ),
            ordered("occurred_on", "reported_on", "project_stage_reported_after_it_occurred"),
        ]


class ProjectList(Entity):
    """A list that names projects: a guiding directory, a list of key projects; with its edition."""

    kind = "project_list"

    publisher = models.CharField("publisher", max_length=120, blank=True)
    edition = models.CharField("edition", max_length=40, blank=True)

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "project_list_valid_dates_in_order")]


class ProjectListing(Membership):
    """A project stands on a list from a day to a day."""

    kind = "project_listing"
    composed_of = ("project", "listed_in")

    project = reference(
        "ledger.Project", "project", related_name="listings", db_column="project_code"
    )
    listed_in = reference("ledger.ProjectList", "list", db_column="list_code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "listed_in"], name="project_listing_key"),
            ordered("valid_from", "valid_to", "project_listing_valid_dates_in_order"),
        ]


class ProjectReport(Report):
    """What a project reports for a month, cumulative since January of the year.

    The three amounts of 到位资金 are three numbers: what the unit says, what was verified against
    evidence, and what was recognised. The last report of the year counts.
    """

    kind = "project_report"
    composed_of = ("project", "month", "revision")

    project = reference(
        "ledger.Project", "project", related_name="reports", db_column="project_code"
    )
    invested = MoneyField("investment completed this year", null=True, blank=True)
    funds_reported = MoneyField("funds in place, self-reported", null=True, blank=True)
    funds_verified = MoneyField("funds in place, verified", null=True, blank=True)
    funds_recognised = MoneyField("funds in place, recognised", null=True, blank=True)
    progress = models.CharField("progress", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "month", "revision"], name="project_report_key"
            ),
        ]
