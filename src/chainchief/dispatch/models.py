"""Closings: which snapshot stands for a month, since when, by whom and why."""

from django.db import models

from chainchief.ledger import changelog
from chainchief.ledger.fields import MonthField


class State(models.TextChoices):
    CLOSED = "closed", "closed"
    REOPENED = "reopened", "reopened"


@changelog.watch
class Closing(models.Model):
    """A month was closed, or a closed one reopened. Rows are only ever added.

    `state` is what the act brought about. `manifest` is the hash of the snapshot's manifest, kept
    here so that an exchanged manifest is noticed; `position` the last event that the snapshot
    holds. `differences` tells what changed since the revision before.
    """

    month = MonthField("month")
    revision = models.PositiveIntegerField("revision")
    state = models.CharField("state", max_length=8, choices=State.choices)
    snapshot = models.CharField("snapshot", max_length=40)
    manifest = models.CharField("hash of the manifest", max_length=64)
    position = models.BigIntegerField("position in the change log")
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at")
    reason = models.CharField("reason", max_length=400, blank=True)
    differences = models.JSONField("differences from the revision before", default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "revision", "state"], name="closing_once_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} {self.state}"
