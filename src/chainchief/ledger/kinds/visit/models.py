"""What leaders and task forces do outside the office: one record per activity, many purposes."""

from django.db import models

from chainchief.ledger.bases import (
    Entity,
    Event,
    Record,
    document_reference,
    ordered,
    reference,
)


class OccasionCategory(models.TextChoices):
    SUMMIT = "summit", "summit"
    EXHIBITION = "exhibition", "exhibition"
    FORUM = "forum", "forum"
    PROMOTION = "promotion", "investment promotion meeting"
    BANK_MEETING = "bank-meeting", "meeting of banks and firms"
    MEETING = "meeting", "working meeting"
    OTHER = "other", "other"


class Occasion(Entity):
    """An event (会议、展会、论坛) with a name and a date, held by the city or attended by it.

    `Event` is what everything that happens is called in `bases`; hence the name of this class.
    """

    kind = "event"

    category = models.CharField("category", max_length=14, choices=OccasionCategory.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    held_on = models.DateField("held on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    place = models.CharField("place", max_length=120, blank=True)
    organiser = models.CharField("organiser", max_length=120, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "event_valid_dates_in_order"),
            ordered("held_on", "ended_on", "event_ends_after_it_began"),
        ]


class Form(models.TextChoices):
    OUTING = "outing", "trip to elsewhere"
    RECEPTION = "reception", "reception of visitors"
    LOCAL = "local", "visit in the city"
    EVENT = "event", "event held or attended"


class LedBy(models.TextChoices):
    CHIEF_OF_ALL = "chief-of-all", "chief of all chains"
    CHIEF = "chief", "chief of a chain"
    DEPUTY = "deputy", "deputy chief of a chain"
    TASK_FORCE = "task-force", "task force"
    DEPARTMENT = "department", "department"
    COUNTY = "county", "county leader"


class Visit(Event):
    """One activity: a trip, a reception, a survey, an event. It can serve several purposes.

    `next_due` and `next_done` tell whether what was promised was followed up.
    """

    kind = "visit"

    name = models.CharField("subject", max_length=200)
    form = models.CharField("form", max_length=10, choices=Form.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    led_by = models.CharField("led by", max_length=14, choices=LedBy.choices)
    leader = reference("ledger.Person", "leader", optional=True, db_column="leader_code")
    ended_on = models.DateField("ended on", null=True, blank=True)
    destination = models.CharField("destination", max_length=120, blank=True)
    event = reference("ledger.Occasion", "event", optional=True, db_column="event_code")
    result = models.CharField("result", max_length=400, blank=True)
    next_step = models.CharField("next step", max_length=400, blank=True)
    next_due = models.DateField("next step due on", null=True, blank=True)
    next_done = models.DateField("next step done on", null=True, blank=True)

    class Meta:
        constraints = [
            ordered("occurred_on", "reported_on", "visit_reported_after_it_occurred"),
            ordered("occurred_on", "ended_on", "visit_ends_after_it_began"),
        ]


class Purpose(models.TextChoices):
    ATTRACT = "attract", "attracting investment"
    HEADQUARTERS = "headquarters", "visiting headquarters"
    SURVEY = "survey", "survey of firms"
    EXCHANGE = "exchange", "exchange with institutions"
    SERVICE = "service", "service of firms"


class VisitPurpose(Record):
    """A purpose that an activity served; a trip with four purposes is one trip."""

    kind = "visit_purpose"
    composed_of = ("visit", "purpose")

    visit = reference("ledger.Visit", "activity", db_column="visit_code")
    purpose = models.CharField("purpose", max_length=14, choices=Purpose.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "purpose"], name="visit_purpose_key")
        ]


class VisitedOrganisation(Record):
    """A body from elsewhere that an activity called on."""

    kind = "visited_organisation"
    composed_of = ("visit", "organisation")

    visit = reference("ledger.Visit", "activity", db_column="visit_code")
    organisation = reference("ledger.Organisation", "organisation", db_column="organisation_code")
    purpose = models.CharField("purpose", max_length=14, choices=Purpose.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "organisation"], name="visited_organisation_key"
            )
        ]


class VisitedEnterprise(Record):
    """A firm of the city that an activity called on."""

    kind = "visited_enterprise"
    composed_of = ("visit", "enterprise")

    visit = reference("ledger.Visit", "activity", db_column="visit_code")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "enterprise"], name="visited_enterprise_key")
        ]
