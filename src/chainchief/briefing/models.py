"""The register of issued documents: the file, its figures, and what they were bound to."""

import uuid

from django.db import models

from chainchief.core.spans import Month, Span
from chainchief.ledger.changelog import watch
from chainchief.ledger.changelog.models import ACTOR_LENGTH


class State(models.TextChoices):
    """What was printed is the computed figure, or someone changed it and gave a reason."""

    BOUND = "bound", "bound"
    DIFFERS = "differs", "differs"


@watch
class IssuedDocument(models.Model):
    """A document as it was issued. Its file is kept under its SHA-256 in the home folder."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    month = models.CharField(max_length=7)
    snapshot = models.CharField(max_length=40)
    template = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=ACTOR_LENGTH)
    #: Why numbers that differ from the ledger were issued all the same; "" where none does.
    accepted_because = models.CharField(max_length=400, blank=True)
    #: Numbers of the text without a receipt, as they stand there.
    unbound = models.JSONField(default=list)
    #: Its number in the register of the year; 0 of those from before the register had numbers.
    year = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    #: Who signed the final file before another person issued it; "" at the machine itself.
    signed_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)

    class Meta:
        ordering = ["issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                condition=models.Q(number__gt=0),
                name="issued_document_number",
            )
        ]

    def __str__(self) -> str:
        return self.name


@watch
class Draft(models.Model):
    """A document in the making: begun from a template for a month, kept version by version."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    template = models.CharField(max_length=200)
    month = models.CharField(max_length=7)
    division = models.CharField(max_length=6, blank=True)
    chain = models.CharField(max_length=12, blank=True)
    begun_by = models.CharField(max_length=ACTOR_LENGTH)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["begun_at", "pk"]

    def __str__(self) -> str:
        return f"{self.template} {self.month}"


@watch
class DraftVersion(models.Model):
    """One version of a draft; its file is kept under its hash, and versions are only added."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=ACTOR_LENGTH)
    made_at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True)
    #: Number of the text without a receipt → why it stands there all the same.
    explained = models.JSONField(default=dict)

    class Meta:
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.draft} {self.number}"


class Way(models.TextChoices):
    """How somebody confirmed a figure: in the program, or on a sheet that was signed."""

    HERE = "here", "in the program"
    ON_PAPER = "on-paper", "on paper"


@watch
class Confirmation(models.Model):
    """An office confirmed a figure of a draft as it was printed then; rows are only added."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="confirmations")
    citation = models.CharField(max_length=255)
    printed = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    #: Who stands for the office, and when; of a signed sheet also the hash of its scan.
    confirmed_by = models.CharField(max_length=ACTOR_LENGTH)
    confirmed_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way.choices)
    scan = models.CharField(max_length=64, blank=True)
    entered_by = models.CharField(max_length=ACTOR_LENGTH)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.citation} {self.printed}"


class FinalState(models.TextChoices):
    """Signed by one person; issued, or sent back, by another one."""

    SIGNED = "signed", "signed for issue"
    ISSUED = "issued", "issued"
    SENT_BACK = "sent-back", "sent back"


@watch
class FinalFile(models.Model):
    """A final file that one person signed, for another one to issue or to send back."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    month = models.CharField(max_length=7)
    #: Why numbers that differ from the ledger are to be issued all the same; "" where none does.
    accepted_because = models.CharField(max_length=400, blank=True)
    signed_by = models.CharField(max_length=ACTOR_LENGTH)
    signed_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=FinalState.choices)
    decided_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(state=FinalState.SIGNED),
                name="final_file_waits_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


@watch
class KeptDefinition(models.Model):
    """A definition that an issued figure was computed by, kept in full under its hash."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    hash = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=40)
    sentence = models.TextField()
    whole = models.TextField()

    def __str__(self) -> str:
        return f"{self.code} {self.hash[:12]}"


@watch
class IssuedFigure(models.Model):
    """One figure of an issued document, as printed and as computed when it was issued.

    `value` is exact, in steps of the unit's dimension, written as a fraction (`4350/3`); of a
    comparison that has words alone (由亏转盈), the words.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="figures")
    position = models.PositiveIntegerField()
    #: The whole citation, from which the figure is computed again.
    citation = models.CharField(max_length=255)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    nature = models.CharField(max_length=20)
    division = models.CharField(max_length=6, blank=True)
    chain = models.CharField(max_length=12, blank=True)
    record = models.CharField(max_length=160, blank=True)
    span_from = models.CharField(max_length=7)
    span_to = models.CharField(max_length=7)
    unit = models.CharField(max_length=12)
    value = models.CharField(max_length=80)
    display = models.CharField(max_length=80)
    printed = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices)
    definition = models.ForeignKey(
        KeptDefinition, models.PROTECT, to_field="hash", db_column="definition_hash"
    )

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="issued_figure_position")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.printed}"

    @property
    def span(self) -> Span:
        return Span(Month.parse(self.span_from), Month.parse(self.span_to))


@watch
class AdoptedWording(models.Model):
    """What documents print for one figure instead of its value; the latest row is in force.

    Rows are only added; one without a text takes back what was adopted before.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    citation = models.CharField(max_length=255, db_index=True)
    code = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    text = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=400)
    approved_by = models.CharField(max_length=ACTOR_LENGTH)
    adopted_by = models.CharField(max_length=ACTOR_LENGTH)
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
