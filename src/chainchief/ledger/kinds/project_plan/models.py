"""A project's plan for a year: investment, funds, and the days it is to start and be completed."""

from django.db import models

from chainchief.ledger.bases import Record, not_negative, reference
from chainchief.ledger.fields import MoneyField, YearField


class ProjectPlan(Record):
    """The plan of one project for one year."""

    kind = "project_plan"
    composed_of = ("project", "year")

    project = reference("ledger.Project", "project", db_column="project_code")
    year = YearField("year")
    investment = MoneyField("planned investment of the year", null=True, blank=True)
    funds = MoneyField("planned funds of the year", null=True, blank=True)
    start_by = models.DateField("to start by", null=True, blank=True)
    complete_by = models.DateField("to be completed by", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="project_plan_key"),
            not_negative("investment", "project_plan_investment_not_negative"),
            not_negative("funds", "project_plan_funds_not_negative"),
        ]
