"""The index: one entry per record with the terms that find it, and how far it has read the log."""

from django.db import models


class IndexEntry(models.Model):
    """What the search knows of one record; made from it, and made anew whenever it changes.

    `folded` holds its code and names as they are compared, one a line; `terms` what it is found by.
    `version` is the record's at the time. Whose it is stands in the ledger alone: scope is asked of
    the record itself.
    """

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=60, db_index=True)
    code = models.CharField(max_length=160)
    name = models.CharField(max_length=200, blank=True)
    former = models.TextField(blank=True)
    credit_code = models.CharField(max_length=40, blank=True)
    is_current = models.BooleanField(default=True)
    version = models.PositiveIntegerField()
    folded = models.TextField()
    terms = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class IndexPosition(models.Model):
    """One row: the last event of the change log that the index has taken in.

    `rules` is the number of the rules by which the terms were made.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    event = models.BigIntegerField(default=0)
    rules = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.event)
