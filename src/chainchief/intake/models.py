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
