"""The feeds taken into the lake: what came, from whom, on which legal basis."""

from django.db import models

from chainchief.ledger import changelog


@changelog.watch
class FeedBatch(models.Model):
    """One file of a feed. Its rows stand in the lake under `content`; they are never changed.

    A later batch replaces what an earlier one says of the same key. A batch that should not have
    come in is withdrawn with a reason, and the earlier rows show again.
    """

    feed = models.CharField("feed", max_length=40)
    number = models.PositiveIntegerField("number")
    file_name = models.CharField("file name", max_length=200)
    file_hash = models.CharField("hash of the file", max_length=64)
    content = models.CharField("hash of the rows", max_length=64)
    rows = models.PositiveBigIntegerField("rows")
    legal_basis = models.CharField("legal basis", max_length=400)
    source = models.CharField("source", max_length=200, blank=True)
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at")
    withdrawn_at = models.DateTimeField("withdrawn at", null=True)
    withdrawn_reason = models.CharField("reason of withdrawal", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "number"], name="feed_batch_number"),
        ]

    def __str__(self) -> str:
        return f"{self.feed}/{self.number}"
