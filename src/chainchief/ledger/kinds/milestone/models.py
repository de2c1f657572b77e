"""A chain's own milestones (通线, 量产 …) beside the common stages of projects."""

from django.db import models

from chainchief.ledger.bases import Entity, Event, ordered, reference


class ChainMilestone(Entity):
    """A milestone that one chain defines."""

    kind = "chain_milestone"

    chain = reference("ledger.Chain", "chain", db_column="chain_code")
    position = models.PositiveIntegerField("position in lists", default=0)
    meaning = models.CharField("what proves it", max_length=400, blank=True)

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "chain_milestone_valid_dates_in_order")]


class ProjectMilestone(Event):
    """A project reached a milestone of its chain."""

    kind = "project_milestone"
    composed_of = ("project", "milestone")

    project = reference("ledger.Project", "project", db_column="project_code")
    milestone = reference("ledger.ChainMilestone", "milestone", db_column="milestone_code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "milestone"], name="project_milestone_key"),
            ordered("occurred_on", "reported_on", "project_milestone_reported_after_it_occurred"),
        ]
