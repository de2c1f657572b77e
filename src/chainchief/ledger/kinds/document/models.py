"""Documents kept as evidence."""

from django.db import models

from chainchief.ledger.bases import Record


class Document(Record):
    """A file in the evidence store. Its code is the SHA-256 of its content, in hexadecimal."""

    kind = "document"

    name = models.CharField("file name", max_length=200)
    media_type = models.CharField("media type", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes")


class DocumentAddition(models.Model):
    """Somebody added the file of a document, the first one or another with the same content."""

    document = models.ForeignKey(
        Document, models.PROTECT, to_field="code", db_column="document_code", related_name="+"
    )
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "actor"], name="document_addition_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.actor}"
