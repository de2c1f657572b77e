"""Clauses (条款) of policies as data: who qualifies and for how much."""

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.bases import Record, not_negative, reference
from chainchief.ledger.fields import MoneyField, YearField


class Overrun(models.TextChoices):
    """What becomes of a list whose amounts are more than the budget."""

    REPORTED = "reported", "reported, to be decided on"
    PRO_RATA = "pro-rata", "all amounts cut in proportion"


class PolicyClause(Record):
    """A clause of a policy. `qualifies` says which firms it is for and `formula` for how much, both
    in the words of the indicator catalogue; the desk computes its lists from them.
    """

    kind = "policy_clause"
    composed_of = ("policy", "number")

    policy = reference("ledger.Policy", "policy", db_column="policy_code")
    number = models.PositiveIntegerField("number of the clause")
    wording = models.CharField("words of the clause", max_length=1000)
    qualifies = models.CharField(
        "who qualifies",
        max_length=2000,
        blank=True,
        help_text="conditions on the firm and its records, written as in the catalogue",
    )
    formula = models.CharField(
        "formula of the amount",
        max_length=2000,
        blank=True,
        help_text="a fixed amount, a rate of a measure, so much for each, or steps",
    )
    ceiling = MoneyField("ceiling per firm and year", null=True, blank=True)
    budget = MoneyField("budget per year", null=True, blank=True)
    overrun = models.CharField(
        "beyond the budget", max_length=10, choices=Overrun.choices, default=Overrun.REPORTED
    )
    first_year = YearField("first year of the clause", null=True, blank=True)
    last_year = YearField("last year of the clause", null=True, blank=True)
    excludes = models.CharField(
        "not together with",
        max_length=120,
        blank=True,
        help_text="numbers of clauses of the same policy; the firm gets the highest of them",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_clause_key"),
            not_negative("ceiling", "policy_clause_ceiling_not_negative"),
            not_negative("budget", "policy_clause_budget_not_negative"),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(first_year__lte=F("last_year")),
                name="policy_clause_years_in_order",
            ),
        ]
