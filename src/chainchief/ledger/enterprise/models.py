"""Enterprises."""

from django.db import models

from chainchief.ledger.bases import Entity, ordered, reference


class Enterprise(Entity):
    """A legal person. The credit code is an identifier it may not have: it can be foreign."""

    kind = "enterprise"

    credit_code = models.CharField(
        "unified social credit code", max_length=18, null=True, blank=True, unique=True
    )
    division = reference("ledger.Division", "division", db_column="division_code")
    industry = models.CharField(
        "industry (GB/T 4754-2017)",
        max_length=4,
        blank=True,
        help_text="two to four digits; leading zeros are kept",
    )
    above_scale_from = models.DateField("above scale from", null=True, blank=True)
    above_scale_to = models.DateField("above scale to", null=True, blank=True)

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "enterprise_valid_dates_in_order"),
            ordered("above_scale_from", "above_scale_to", "enterprise_scale_dates_in_order"),
        ]
