"""Enterprises."""

from django.db import models

from chainchief.ledger.bases import Entity, ordered, reference
from chainchief.ledger.fields import MoneyField


class SizeClass(models.TextChoices):
    """大中小微型, by the rule of 2017 (国统字〔2017〕213号)."""

    LARGE = "large", "large"
    MEDIUM = "medium", "medium"
    SMALL = "small", "small"
    MICRO = "micro", "micro"


class Enterprise(Entity):
    """A firm as a legal person. The credit code is an identifier that it may not have: it can be
    foreign.
    """

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
    chain = reference("ledger.Chain", "main chain", optional=True, db_column="chain_code")
    size_class = models.CharField("size class", max_length=8, choices=SizeClass.choices, blank=True)
    employees = models.PositiveIntegerField("employees", null=True, blank=True)
    revenue = MoneyField("revenue of last year", null=True, blank=True)
    assets = MoneyField("total assets", null=True, blank=True)
    headquarters = reference(
        "ledger.Organisation", "headquarters", optional=True, db_column="headquarters_code"
    )
    branch_of = reference(
        "ledger.Enterprise", "branch of", optional=True, db_column="branch_of_code"
    )
    above_scale_from = models.DateField("above scale from", null=True, blank=True)
    above_scale_to = models.DateField("above scale to", null=True, blank=True)

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "enterprise_valid_dates_in_order"),
            ordered("above_scale_from", "above_scale_to", "enterprise_scale_dates_in_order"),
        ]
