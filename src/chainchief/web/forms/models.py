"""What forms keep on the server: drafts that nobody sent yet, and which forms were sent."""

from django.db import models


class FormDraft(models.Model):
    """What somebody has typed into a form and not saved; one per person, kind and record.

    `uid` is "" for a new record. `fields` are pairs of a field's name and its text, as the browser
    sends them; nobody but `owner` (a signature) is ever shown them.
    """

    owner = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    uid = models.CharField(max_length=32, blank=True)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "uid"], name="form_draft_key")
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.kind} {self.uid}"


class SentForm(models.Model):
    """A form that was saved, by its key: sent again, it writes nothing and leads to the same page.

    `outcome` is what its page says afterwards: counts of what was written, warnings as texts.
    """

    key = models.CharField(max_length=40, unique=True)
    owner = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    address = models.CharField(max_length=300)
    outcome = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.key}: {self.owner}"
