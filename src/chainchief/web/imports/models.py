"""Files that were brought to be taken in, and batches that were undone."""

import uuid

from django.db import models


class State(models.TextChoices):
    CHECKING = "checking", "checking"
    READY = "ready", "ready"
    REFUSED = "refused", "refused"
    WRITING = "writing", "writing"
    WRITTEN = "written", "written"
    DROPPED = "discarded", "discarded"


#: An upload in one of these states has its file in the folder of uploads.
OPEN = (State.CHECKING, State.READY, State.REFUSED, State.WRITING)


class Upload(models.Model):
    """One file that someone brought for a kind of record, from the choice to the batch.

    `owner` is the signature of who brought it, `rights` what that one held at the last check. `key`
    is the name of its folder and its address. `file_name` is what the owner calls it, and is never
    part of a path. `digest` is what the last check found that writing would do; `moved` says that
    this was found anew when it was to be written. `repeats` is the number of a batch that the same
    file came in with before.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=260)
    sender = models.CharField(max_length=120, blank=True)
    form = models.CharField(max_length=4)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    asks = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    rights = models.CharField(max_length=64, blank=True)
    moved = models.BooleanField(default=False)
    repeats = models.BigIntegerField(null=True)
    again = models.BooleanField(default=False)
    reason = models.CharField(max_length=400, blank=True)
    batch = models.ForeignKey("ledger.ImportBatch", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def changes(self) -> int:
        """Number of records that it would write."""
        return self.created + self.revised


class Undoing(models.Model):
    """A batch was undone: by whom, when and why."""

    batch = models.OneToOneField("ledger.ImportBatch", models.PROTECT, related_name="+")
    actor = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.batch} undone"
