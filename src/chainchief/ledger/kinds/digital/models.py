"""Digital infrastructure as offices and operators count it."""

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.bases import Record, Statement, document_reference, not_negative, reference
from chainchief.ledger.fields import MonthField, QuantityField, UnitField


class InfrastructureCount(Statement):
    """How many of an item an operator had in a unit at the end of a month."""

    kind = "infrastructure_count"
    composed_of = ("item", "division", "operator", "month")

    item = models.CharField("item", max_length=40)
    division = reference("ledger.Division", "division", db_column="division_code")
    operator = reference("ledger.Organisation", "operator", db_column="operator_code")
    month = MonthField("as at the end of")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "division", "operator", "month"], name="infrastructure_count_key"
            )
        ]


class CoverageSurvey(Record):
    """How many of the places that matter were reached, in a unit at the end of a month."""

    kind = "coverage_survey"
    composed_of = ("item", "division", "month")

    name = models.CharField("name", max_length=200)
    item = models.CharField("item", max_length=40)
    division = reference("ledger.Division", "division", db_column="division_code")
    month = MonthField("as at the end of")
    places = models.PositiveIntegerField("places")
    reached = models.PositiveIntegerField("places reached")
    surveyor = models.CharField("surveyed by", max_length=120, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "division", "month"], name="coverage_survey_key"
            ),
            models.CheckConstraint(
                condition=Q(reached__lte=F("places")), name="coverage_survey_reached_within_places"
            ),
        ]


class Layer(models.TextChoices):
    IAAS = "iaas", "IaaS"
    PAAS = "paas", "PaaS"
    SAAS = "saas", "SaaS"


class CloudScope(models.TextChoices):
    GOVERNMENT = "government", "government"
    INDUSTRY = "industry", "industrial"
    OTHER = "other", "other"


class CloudUse(Record):
    """How much of a cloud service was used in a unit in a month, as one provider says."""

    kind = "cloud_use"
    composed_of = ("provider", "item", "division", "scope", "month")

    provider = reference("ledger.Organisation", "provider", db_column="provider_code")
    item = models.CharField("item", max_length=40)
    layer = models.CharField("layer", max_length=4, choices=Layer.choices)
    scope = models.CharField("scope", max_length=10, choices=CloudScope.choices)
    division = reference("ledger.Division", "division", db_column="division_code")
    month = MonthField("month")
    quantity = QuantityField("value")
    unit = UnitField("unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "item", "division", "scope", "month"], name="cloud_use_key"
            ),
            not_negative("quantity", "cloud_use_quantity_not_negative"),
        ]
