"""What is kept of figures for people: pins of one person, collections that can be shared."""

import uuid

from django.db import models


class PinnedFigure(models.Model):
    """An indicator that `owner` (a signature) wants first on the page of the month."""

    owner = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    pinned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "code"], name="pinned_figure_key")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.code}"


class FigureCollection(models.Model):
    """Figures of some cells under a name; whoever has its address may read it within their reach.

    `entries` are [code, division, chain], in the order of the page. Only `owner` changes it.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    entries = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="figure_collection_key")
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.name}"
