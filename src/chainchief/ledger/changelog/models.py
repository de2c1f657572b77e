"""The tables of the change log: events, the seals over them, and who is acting now."""

from django.db import models

#: The longest `actor`: `NAME`, `NAME for OTHER` (acting for), `NAME via machine:OSUSER`.
ACTOR_LENGTH = 200


class ChangeEvent(models.Model):
    """One row inserted, updated or deleted, with its image before and after.

    Written by triggers alone. `kind` is the kind of a record, or the label of another model
    (`ledger.importbatch`); `uid` the record's identifier without hyphens, or the primary key.
    `writing` is the number of the writing it belongs to, "" for what was not written by the
    program (or by one that did not sign yet).
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=ACTOR_LENGTH)
    reason = models.CharField(max_length=400)
    batch = models.BigIntegerField(null=True)
    op = models.CharField(max_length=6)
    kind = models.CharField(max_length=60)
    uid = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    writing = models.CharField(max_length=16, db_default="")

    class Meta:
        indexes = [models.Index(fields=["kind", "uid"], name="changeevent_of_record")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.op} {self.kind} {self.uid}"


class ChangeContext(models.Model):
    """Who acts in the current transaction, for SQLite, whose triggers read ordinary tables only.

    One row, empty outside of transactions: it is reset before each ends.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    actor = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    batch = models.BigIntegerField(null=True)
    writing = models.CharField(max_length=16, blank=True, default="")

    def __str__(self) -> str:
        return self.actor


class Seal(models.Model):
    """An HMAC over the events from `first_event` to `last_event` and over the seal before."""

    at = models.DateTimeField()
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    events = models.BigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.first_event}–{self.last_event}"


class Signature(models.Model):
    """The program's HMAC over the events of one writing, made before these are committed."""

    writing = models.CharField(max_length=16, unique=True)
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    events = models.BigIntegerField()
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.writing}: {self.first_event}–{self.last_event}"


class Explanation(models.Model):
    """Someone looked into what was done behind the program, and says why it came about.

    `events` is how many of the events from `first_event` to `last_event` are spoken of: should
    others turn up there later, they are not explained by it.
    """

    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    events = models.BigIntegerField()
    actor = models.CharField(max_length=ACTOR_LENGTH)
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first_event}–{self.last_event}: {self.reason}"
