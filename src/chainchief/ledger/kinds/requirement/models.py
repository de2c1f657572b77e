"""Requirements (要素保障) of projects: what is needed by when, what was granted."""

from django.db import models

from chainchief.ledger.bases import (
    Record,
    document_reference,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import QuantityField, UnitField


class Requirement(models.TextChoices):
    LAND = "land", "land use"
    ENERGY = "energy", "energy use"
    LABOUR = "labour", "labour needed"
    PERMIT = "permit", "permit"
    SUPPORTING = "supporting", "supporting works"


class ProjectRequirement(Record):
    """What a project needs of an office by a day: so much land, power, people, a permit. It is open
    until the office has granted it; `granted` may be less than the quantity.
    """

    kind = "project_requirement"
    composed_of = ("project", "requirement", "number")

    project = reference("ledger.Project", "project", db_column="project_code")
    requirement = models.CharField("requirement", max_length=12, choices=Requirement.choices)
    number = models.PositiveIntegerField("number of the requirement", default=1)
    subject = models.CharField("what exactly", max_length=200)
    quantity = QuantityField("quantity required")
    unit = UnitField("unit")
    raised_on = models.DateField("requirement raised on")
    needed_by = models.DateField("needed by")
    office = reference("ledger.Organisation", "office in charge", db_column="office_code")
    granted_on = models.DateField("granted on", null=True, blank=True)
    granted = QuantityField("quantity granted", null=True, blank=True)
    document = document_reference()

    class Meta:
        indexes = [models.Index(fields=["needed_by"], name="project_requirement_needed_by")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "requirement", "number"], name="project_requirement_key"
            ),
            ordered("raised_on", "needed_by", "project_requirement_needed_after_raised"),
            ordered("raised_on", "granted_on", "project_requirement_granted_after_raised"),
            not_negative("quantity", "project_requirement_quantity_not_negative"),
            not_negative("granted", "project_requirement_granted_not_negative"),
        ]
