"""Service programmes (“十百千万”工程) and the officers (助企服务专员) assigned to firms."""

from django.db import models

from chainchief.ledger.bases import (
    Entity,
    Membership,
    Record,
    document_reference,
    ordered,
    reference,
)


class ServiceProgramme(Entity):
    """A programme of service for firms, founded by a document."""

    kind = "service_programme"

    division = reference("ledger.Division", "division", db_column="division_code")
    coverage = models.CharField("whom it covers", max_length=400, blank=True)
    document = document_reference()

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "service_programme_valid_dates_in_order")]


class ServiceOfficer(Membership):
    """A person looks after a firm, within a programme where one is named."""

    kind = "service_officer"
    composed_of = ("person", "enterprise")

    person = reference("ledger.Person", "person", db_column="person_code")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    programme = reference(
        "ledger.ServiceProgramme", "programme", optional=True, db_column="programme_code"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "enterprise"], name="service_officer_key"),
            ordered("valid_from", "valid_to", "service_officer_valid_dates_in_order"),
        ]


class ContactWay(models.TextChoices):
    VISIT = "visit", "on site"
    PHONE = "phone", "by telephone"
    MESSAGE = "message", "by message"
    OFFICE = "office", "firm came to the office"
    WRITING = "writing", "in writing"


class OfficerContact(Record):
    """A contact of a service officer with a firm: the day, the way, the matter. `next_due_on` is by
    when the next is due, `followed_on` when it was, or when another officer took over.
    """

    kind = "officer_contact"
    composed_of = ("officer", "contacted_on", "number")

    officer = reference("ledger.ServiceOfficer", "service officer", db_column="officer_code")
    contacted_on = models.DateField("contacted on")
    number = models.PositiveIntegerField("number of the contact of the day", default=1)
    way = models.CharField("way of the contact", max_length=8, choices=ContactWay.choices)
    matter = models.CharField("matter of the contact", max_length=400)
    difficulty = reference(
        "ledger.Difficulty", "difficulty raised", optional=True, db_column="difficulty_code"
    )
    next_due_on = models.DateField("next contact due on", null=True, blank=True)
    followed_on = models.DateField("followed by a contact on", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "contacted_on", "number"], name="officer_contact_key"
            ),
            ordered("contacted_on", "next_due_on", "officer_contact_next_after_this"),
            ordered("contacted_on", "followed_on", "officer_contact_followed_after_this"),
        ]
