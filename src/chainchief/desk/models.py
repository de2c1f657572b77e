"""Who in an office has a matter in hand, and what people watch without having it."""

from django.db import models

from chainchief.ledger import changelog


@changelog.watch
class Handling(models.Model):
    """A matter lies with one person of those whose turn it could be; `uid` is its record's."""

    kind = models.CharField("kind", max_length=40)
    uid = models.UUIDField("record")
    account = models.CharField("with", max_length=150)
    since = models.DateField("since")
    by = models.CharField("by", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "uid"], name="handled_by_one")]
        indexes = [models.Index(fields=["account", "kind"], name="handling_of_account")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}: {self.account}"


class Watching(models.Model):
    """A person wants to see a matter in the queue that is not theirs to move."""

    kind = models.CharField("kind", max_length=40)
    uid = models.UUIDField("record")
    account = models.CharField("watched by", max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "uid"], name="watched_once")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.kind} {self.uid}"
