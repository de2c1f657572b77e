"""Closings of months; collections, the requests made of respondents, and their steps."""

import uuid

from django.db import models

from chainchief.ledger import changelog
from chainchief.ledger.fields import MonthField


class State(models.TextChoices):
    CLOSED = "closed", "closed"
    REOPENED = "reopened", "reopened"


@changelog.watch
class Closing(models.Model):
    """A month was closed, or a closed one reopened. Rows are only ever added.

    `state` is what the act brought about. `manifest` is the hash of the snapshot's manifest, kept
    here so that an exchanged manifest is noticed; `position` the last event that the snapshot
    holds. `differences` tells what changed since the revision before.
    """

    month = MonthField("month")
    revision = models.PositiveIntegerField("revision")
    state = models.CharField("state", max_length=8, choices=State.choices)
    snapshot = models.CharField("snapshot", max_length=40)
    manifest = models.CharField("hash of the manifest", max_length=64)
    position = models.BigIntegerField("position in the change log")
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at")
    reason = models.CharField("reason", max_length=400, blank=True)
    differences = models.JSONField("differences from the revision before", default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "revision", "state"], name="closing_once_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} {self.state}"


@changelog.watch
class ClosingProposal(models.Model):
    """Somebody proposed to close a month; another person closes it. Rows are only ever added."""

    month = MonthField("month")
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at")
    reason = models.CharField("reason", max_length=400, blank=True)

    def __str__(self) -> str:
        return f"{self.month} proposed by {self.actor}"


class CollectionState(models.TextChoices):
    DRAFT = "draft", "being prepared"
    OPEN = "open", "open"
    DROPPED = "dropped", "dropped"


@changelog.watch
class Collection(models.Model):
    """What is asked for a month, of whom, by when. Once opened, what is asked stays as it is.

    `questionnaire` is the list of its tables (`collections.questionnaires`), `respondents`
    the list of those it asks, `survey` what a form for firms must show. `short_notice` is why less
    time is given than the preset's working days.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("name", max_length=120)
    month = MonthField("month")
    due_on = models.DateField("due on")
    state = models.CharField(
        "state", max_length=8, choices=CollectionState.choices, default=CollectionState.DRAFT
    )
    template = models.CharField("template", max_length=60, blank=True)
    questionnaire = models.JSONField("questionnaire", default=list)
    respondents = models.JSONField("of whom", default=list)
    survey = models.JSONField("form", default=dict)
    note = models.CharField("note", max_length=400, blank=True)
    short_notice = models.CharField("why at short notice", max_length=400, blank=True)
    made_by = models.CharField("made by", max_length=200)
    made_at = models.DateTimeField("made at")
    opened_by = models.CharField("opened by", max_length=200, blank=True)
    opened_at = models.DateTimeField("opened at", null=True)

    class Meta:
        indexes = [models.Index(fields=["month", "state"], name="collection_of_month")]

    def __str__(self) -> str:
        return f"{self.name} {self.month}"


class RequestState(models.TextChoices):
    """Where the answer of one respondent is on its way; see `steps`."""

    PENDING = "asked", "not opened"
    DRAFT = "draft", "in work"
    TO_CHECK = "to-check", "to be checked by a second person"
    SUBMITTED = "submitted", "submitted"
    RETURNED = "returned", "returned to be mended"
    APPROVED = "approved", "approved"
    WAIVED = "waived", "waived"
    CLOSED = "closed", "closed with the month"


@changelog.watch
class Request(models.Model):
    """A collection as it was put to one respondent, and where its answer is.

    `proposal` is the identifier of the change set that holds the answer (`ledger.Proposal`), until
    it is approved and written. `version` moves with every step, so that of two at once one is told.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="requests")
    dimension = models.CharField("kind of respondent", max_length=12)
    code = models.CharField("respondent", max_length=160)
    state = models.CharField(
        "state", max_length=10, choices=RequestState.choices, default=RequestState.PENDING
    )
    proposal = models.UUIDField("answer", null=True)
    version = models.PositiveIntegerField("version", default=1)
    changed_at = models.DateTimeField("changed at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "dimension", "code"], name="asked_once_in_a_collection"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.code}: {self.state}"


@changelog.watch
class Step(models.Model):
    """An act on a request: by whom, when, why, and what it was about. Rows are only ever added.

    `proposal` is the answer as it was at this step. `remarks` are reasons per cell of a return.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    act = models.CharField("act", max_length=20)
    before = models.CharField("state before", max_length=10)
    after = models.CharField("state after", max_length=10)
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at")
    reason = models.CharField("reason", max_length=400, blank=True)
    proposal = models.UUIDField("answer", null=True)
    remarks = models.JSONField("reasons per cell", default=list)

    def __str__(self) -> str:
        return f"{self.act} by {self.actor}"


@changelog.watch
class ApprovedRecord(models.Model):
    """The columns of a record that were approved: they change only after that is withdrawn.

    `key` is the record's code, for reports without their revision: none replaces an approved one.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="approved")
    kind = models.CharField("kind", max_length=40)
    key = models.CharField("key", max_length=160)
    columns = models.JSONField("columns", default=list)

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="approved_record_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class IssuedWorkbook(models.Model):
    """A workbook as it was handed out: `cells` is what it was filled with, kind by kind.

    What comes back is compared with that: a cell that its sender left alone says nothing.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="workbooks")
    actor = models.CharField("by", max_length=200)
    at = models.DateTimeField("at")
    cells = models.JSONField("cells", default=dict)

    def __str__(self) -> str:
        return f"{self.request}, {self.at:%Y-%m-%d}"
