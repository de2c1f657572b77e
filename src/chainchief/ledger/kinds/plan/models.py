"""Annual plans: what a unit or a chain set out to reach in a year, per indicator."""

from django.db import models

from chainchief.ledger.bases import Statement, reference
from chainchief.ledger.fields import YearField


class AnnualPlan(Statement):
    """The planned value of an indicator for a year.

    `schedule` holds twelve cumulative percentages, January to December, separated by commas
    (时序进度); blank means that each month adds a twelfth.
    """

    kind = "annual_plan"
    composed_of = ("year", "indicator", "division", "chain")

    year = YearField("year")
    indicator = models.CharField("indicator", max_length=40)
    division = reference("ledger.Division", "division", db_column="division_code")
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    schedule = models.CharField(
        "time schedule",
        max_length=120,
        blank=True,
        help_text="twelve cumulative percentages, separated by commas; blank: a twelfth each month",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "indicator", "division", "chain"],
                name="annual_plan_key",
                nulls_distinct=False,
            )
        ]
