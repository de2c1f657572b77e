"""Organisations (departments, banks, universities, funds, headquarters) and people."""

from django.db import models

from chainchief.ledger.bases import Entity, ordered, reference


class OrganisationCategory(models.TextChoices):
    DEPARTMENT = "department", "government department"
    BANK = "bank", "bank"
    UNIVERSITY = "university", "university"
    INSTITUTE = "institute", "research institute"
    FUND = "fund", "fund"
    ASSOCIATION = "association", "association"
    HEADQUARTERS = "headquarters", "headquarters of a firm"
    COMPANY = "company", "company from elsewhere"
    OPERATOR = "operator", "telecommunications operator"
    MEDIA = "media", "publisher"
    OTHER = "other", "other"


class Organisation(Entity):
    """A body that is not a firm of the city: an office, a bank, a university, a headquarters."""

    kind = "organisation"

    category = models.CharField("category", max_length=14, choices=OrganisationCategory.choices)
    credit_code = models.CharField(
        "unified social credit code", max_length=18, null=True, blank=True, unique=True
    )
    division = reference("ledger.Division", "division", optional=True, db_column="division_code")
    place = models.CharField(
        "place", max_length=80, blank=True, help_text="province and city, where it is elsewhere"
    )

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "organisation_valid_dates_in_order")]


class PersonLevel(models.TextChoices):
    CITY = "city", "city"
    COUNTY = "county", "county"
    DEPARTMENT = "department", "department"
    STAFF = "staff", "staff"


class Person(Entity):
    """A person who holds a duty: only what the office publishes, no private data."""

    kind = "person"

    organisation = reference(
        "ledger.Organisation", "organisation", optional=True, db_column="organisation_code"
    )
    post = models.CharField("post", max_length=120, blank=True)
    level = models.CharField("level", max_length=10, choices=PersonLevel.choices, blank=True)

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "person_valid_dates_in_order")]
