"""What is kept of lists: how somebody likes those of a kind, and the views saved under a name."""

from django.db import models


class ListView(models.Model):
    """A question to a list, as its address asks it; one per person, kind and name.

    Without a name it is how this person likes every list of the kind: columns, length, density.
    `owner` is a signature. A shared one is for everybody within its limits, those of the role that
    its owner held; what it finds is within each reader's own reach.
    """

    owner = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=60, blank=True)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)
    division = models.CharField(max_length=12, blank=True)
    chain = models.CharField(max_length=60, blank=True)
    enterprise = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "name"], name="list_view_key")
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.kind} {self.name}"
