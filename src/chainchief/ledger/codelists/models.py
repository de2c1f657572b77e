"""Which added codes were used, and under which words."""

from django.db import models


class UsedCode(models.Model):
    """An added code as it was called when a record first got it. Kept for good.

    Figures and documents of closed months tell it by its words: those may not change under them.
    """

    kind = models.CharField(max_length=40)
    column = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    zh = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "column", "code", name="used_code_once"),
        ]
