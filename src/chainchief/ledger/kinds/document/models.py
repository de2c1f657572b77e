"""Documents kept as evidence."""

from django.db import models

from chainchief.ledger.bases import Record


class Document(Record):
    """A file in the evidence store. Its code is the SHA-256 of its content, in hexadecimal."""

    kind = "document"

    name = models.CharField("file name", max_length=200)
    media_type = models.CharField("media type", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes")
