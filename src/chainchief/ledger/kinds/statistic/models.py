"""Statistics of other authorities: taken over with their source, never recomputed."""

from django.db import models

from chainchief.ledger.bases import Statement, ordered, reference
from chainchief.ledger.fields import MonthField


class Standing(models.TextChoices):
    """快报 comes first; 核定 replaces it."""

    FLASH = "flash", "flash"
    FINAL = "final", "final"


class Basis(models.TextChoices):
    COMPARABLE = "comparable", "comparable prices"
    CURRENT = "current", "current prices"
    NOT_STATED = "not-stated", "not stated"


class OfficialStatistic(Statement):
    """One value of a series for a unit and a span of months, as its authority released it."""

    kind = "official_statistic"
    composed_of = ("series", "division", "span_from", "span_to", "standing")

    series = models.CharField("series", max_length=40)
    division = reference("ledger.Division", "division", db_column="division_code")
    span_from = MonthField("from month")
    span_to = MonthField("to month")
    basis = models.CharField("basis", max_length=12, choices=Basis.choices)
    standing = models.CharField("standing", max_length=8, choices=Standing.choices)
    source = models.CharField("source", max_length=200)
    provider = reference(
        "ledger.Organisation",
        "office that furnishes it",
        optional=True,
        db_column="provider_code",
        help_text="who works for it sees this number and enters its next ones",
    )
    released_on = models.DateField("released on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "division", "span_from", "span_to", "standing"],
                name="official_statistic_key",
            ),
            ordered("span_from", "span_to", "official_statistic_span_in_order"),
        ]
