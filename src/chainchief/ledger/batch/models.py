"""Import batches: one file taken in, by whom, and how its columns were read."""

from django.db import models


class ImportBatch(models.Model):
    """One workbook or CSV that changed the ledger, in one transaction.

    `columns` maps each column name to its letters in the sheet, so that a record's `origin` (sheet
    and row) and a column lead back to one cell. `idempotency_key` is the hash of kind, file and
    options: the same file sent twice has one effect.
    """

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=260)
    sha256 = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(max_length=120, blank=True)
    columns = models.JSONField(default=dict)
    actor = models.CharField(max_length=200)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"
