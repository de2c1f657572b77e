"""Definitions on their way from a draft to the catalogue, and templates on theirs to a file."""

import uuid

from django.db import models

from chainchief.ledger.changelog import watch
from chainchief.ledger.changelog.models import ACTOR_LENGTH


class State(models.TextChoices):
    """Where a definition or template is; one that another took the place of is superseded."""

    DRAFT = "draft", "draft"
    PROPOSED = "proposed", "proposed"
    ADOPTED = "adopted", "adopted"
    REFUSED = "refused", "refused"
    SUPERSEDED = "superseded", "superseded"
    DROPPED = "dropped", "dropped"


class Proposal(models.Model):
    """What one person wrote down and another decides on."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.CharField(max_length=ACTOR_LENGTH)
    drafted_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    decided_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=400, blank=True)
    #: One person did both, in a small office, for the reason that stands with the decision.
    alone = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["-pk"]


@watch
class ProposedIndicator(Proposal):
    """A definition: its entry as YAML. Adopted, it is part of the city's catalogue.

    `withdrawn_from` is the first day on which it does not hold any more.
    """

    code = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=200, blank=True)
    entry = models.TextField()
    #: What it does to every closed month of the city, as it was when it was proposed.
    changes = models.JSONField(default=list)
    withdrawn_from = models.DateField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    withdrawal_reason = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


@watch
class ProposedTemplate(Proposal):
    """A template as text, one paragraph to a line. Adopted, it is a file among the templates."""

    name = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
