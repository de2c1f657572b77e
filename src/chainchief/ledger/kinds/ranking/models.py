"""Ranks of units in lists and notices of others. Nothing is ranked here."""

from django.db import models

from chainchief.ledger.bases import Record, document_reference, reference
from chainchief.ledger.fields import MonthField, YearField


class TieRule(models.TextChoices):
    NOT_STATED = "not-stated", "not stated"
    SHARED = "shared", "equal values share a rank"
    ORDERED = "ordered", "equal values are ordered by another number"


class Ranking(Record):
    """The rank of a unit in one edition of a publisher's list or of an authority's notice.

    A rank without its comparison set says nothing; being first may be shared.
    """

    kind = "ranking"
    composed_of = ("series", "division", "edition", "span_to")

    name = models.CharField("name", max_length=200)
    series = models.CharField("series", max_length=40)
    publisher = models.CharField("publisher", max_length=120)
    edition = YearField("edition", help_text="the year of the list")
    span_to = MonthField("as at the end of")
    division = reference("ledger.Division", "division", db_column="division_code")
    rank = models.PositiveIntegerField("rank")
    comparison_set = models.CharField("comparison set", max_length=200)
    set_size = models.PositiveIntegerField("size of the set", null=True, blank=True)
    tie_rule = models.CharField(
        "rule for ties", max_length=12, choices=TieRule.choices, default=TieRule.NOT_STATED
    )
    notice = models.CharField("notice", max_length=200, blank=True)
    released_on = models.DateField("released on")
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "division", "edition", "span_to"], name="ranking_key"
            ),
            models.CheckConstraint(condition=models.Q(rank__gte=1), name="ranking_counts_from_one"),
        ]
