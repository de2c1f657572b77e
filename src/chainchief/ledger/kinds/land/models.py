"""Land quotas (用地指标) granted to projects."""

from django.db import models

from chainchief.ledger.bases import Event, not_negative, ordered, reference
from chainchief.ledger.fields import AreaField


class Quota(models.TextChoices):
    PROVINCIAL = "provincial", "provincial special quota"
    CITY = "city", "city quota"
    LINKED = "linked", "linked increase and decrease"
    OTHER = "other", "other"


class LandGrant(Event):
    """A grant of a land quota to a project; it occurred on the date of the grant document."""

    kind = "land_grant"
    composed_of = ("project", "grant_number")

    project = reference("ledger.Project", "project", db_column="project_code")
    quota = models.CharField("quota", max_length=12, choices=Quota.choices)
    grant_number = models.CharField("number of the grant", max_length=60)
    area = AreaField("area")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "grant_number"], name="land_grant_key"),
            ordered("occurred_on", "reported_on", "land_grant_reported_after_it_occurred"),
            not_negative("area", "land_grant_area_not_negative"),
        ]
