"""What the program remembers of files: how a sender's columns are meant."""

from django.db import models


class ColumnMapping(models.Model):
    """Which column each head of a sender's layout means, as a person confirmed it once.

    `sender` is the text of a `Sender`, `layout` the hash of all heads in their order. `columns`
    holds for every head its place from 0, its words, and the column's name, "" where it is left
    out. A mapping that is changed or dropped stays, with who did it and when.
    """

    sender = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40)
    layout = models.CharField(max_length=64)
    columns = models.JSONField()
    confirmed_by = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    uses = models.PositiveIntegerField(default=0)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "kind", "layout"],
                condition=models.Q(ended_at=None),
                name="one_mapping_of_a_layout",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sender or '-'} {self.kind} {self.layout[:8]}"


class ArrivalState(models.TextChoices):
    STAGED = "staged", "waits to be looked through"
    ANSWERED = "answered", "laid over an answer"
    RETURNED = "returned", "returned with its faults"
    TAKEN = "taken", "taken up at the import page"
    DROPPED = "dropped", "set aside"


class Arrival(models.Model):
    """One file that a unit put into its inbox, and what became of it.

    `key` is the name of the room that the file was claimed into, so that a file is an arrival once
    however often the program was stopped in between. The file itself is kept under `sha256`.
    """

    key = models.UUIDField(unique=True, editable=False)
    folder = models.CharField(max_length=120)
    sender = models.CharField(max_length=120)
    account = models.CharField(max_length=150)
    file_name = models.CharField(max_length=260)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=ArrivalState.choices)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    first_fault = models.TextField(blank=True)
    arrived_at = models.DateTimeField()
    taken_by = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
