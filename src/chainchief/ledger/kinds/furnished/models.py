"""Furnished numbers: handed over as one number by another office, whose document is the receipt."""

from django.db import models

from chainchief.ledger.bases import Statement, reference
from chainchief.ledger.fields import MonthField


class FurnishedNumber(Statement):
    """One number as at the end of a month. Nobody here holds the records behind it."""

    kind = "furnished_number"
    composed_of = ("item", "division", "month")

    item = models.CharField("item", max_length=40)
    division = reference("ledger.Division", "division", db_column="division_code")
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    month = MonthField("as at the end of")
    office = models.CharField("furnished by", max_length=120)
    provider = reference(
        "ledger.Organisation",
        "office that furnishes it",
        optional=True,
        db_column="provider_code",
        help_text="who works for it sees this number and enters its next ones",
    )
    confirmed_by = models.CharField("confirmed by", max_length=80, blank=True)
    confirmed_on = models.DateField("confirmed on", null=True, blank=True)
    publishable = models.BooleanField("may be published", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "division", "month"], name="furnished_number_key"
            )
        ]
