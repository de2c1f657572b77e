"""Who answers for a chain, who works on it, and on whose payroll."""

from django.db import models

from chainchief.ledger.bases import Entity, Membership, ordered, reference


class DutyRole(models.TextChoices):
    CHIEF_OF_ALL = "chief-of-all", "chief of all chains"
    CHIEF = "chief", "chief of a chain"
    DEPUTY = "deputy", "deputy chief of a chain"
    LEAD_DEPARTMENT = "lead-department", "leading department"
    TASK_FORCE = "task-force", "member of a task force"
    CHAIN_OFFICE = "chain-office", "member of the chain office"
    CO_CHAIR = "co-chair", "co-chair of an alliance"
    EXPERT = "expert", "expert"


class HomeLevel(models.TextChoices):
    PROVINCE = "province", "province"
    CITY = "city", "city"
    COUNTY = "county", "county"
    ENTERPRISE = "enterprise", "enterprise"


class Duty(Membership):
    """A person holds a role in a chain, or in all of them where no chain is named.

    A secondment says from which unit and level the person comes: the 2024 rule bars, in principle,
    borrowing staff from lower levels, so one from a county warns.
    """

    kind = "duty"
    composed_of = ("chain", "person", "role", "valid_from")

    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    person = reference("ledger.Person", "person", db_column="person_code")
    role = models.CharField("role", max_length=16, choices=DutyRole.choices)
    dedicated = models.BooleanField("full time for investment promotion", default=False)
    seconded = models.BooleanField("seconded", default=False)
    home_unit = models.CharField("home unit", max_length=120, blank=True)
    home_level = models.CharField(
        "level of the home unit", max_length=10, choices=HomeLevel.choices, blank=True
    )
    term_to = models.DateField("end of the secondment", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "person", "role", "valid_from"],
                name="duty_key",
                nulls_distinct=False,
            ),
            ordered("valid_from", "valid_to", "duty_valid_dates_in_order"),
        ]


class CountyBody(Entity):
    """The body with which a county runs its chains (实体化推进机构), with its founding document."""

    kind = "county_body"

    division = reference("ledger.Division", "division", db_column="division_code")
    staff = models.PositiveIntegerField("staff", null=True, blank=True)
    founding_document = models.CharField("founding document", max_length=120)

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "county_body_valid_dates_in_order")]
