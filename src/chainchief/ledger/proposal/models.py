"""The table of proposals."""

import uuid

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "open"
    APPLIED = "applied", "applied"
    DROPPED = "dropped", "dropped"


class Proposal(models.Model):
    """A change set as it was proposed: by whom, for what reason, and what became of it.

    `content` is the change set in JSON (`proposal.codec`), with the versions that it was made
    against. A request that names the same `idempotency_key` again gets the proposal that is there.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)
    content = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.CharField(max_length=400, blank=True)
    idempotency_key = models.CharField(max_length=80, null=True, unique=True)

    def __str__(self) -> str:
        return f"{self.uid} ({self.state})"
