"""What firms need from banks, where it was presented, and what banks offered."""

from django.db import models

from chainchief.ledger.bases import Record, not_negative, ordered, reference
from chainchief.ledger.fields import MoneyField, ShareField


class NeedPurpose(models.TextChoices):
    WORKING = "working", "working capital"
    INVESTMENT = "investment", "investment"
    RENOVATION = "renovation", "technical renovation"
    RESEARCH = "research", "research"
    OTHER = "other", "other"


class FinancingNeed(Record):
    """A firm's need. Banks see it from the day of the firm's consent on."""

    kind = "financing_need"

    name = models.CharField("subject", max_length=200)
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    purpose = models.CharField("purpose", max_length=12, choices=NeedPurpose.choices)
    amount = MoneyField("amount needed")
    term_months = models.PositiveIntegerField("term in months", null=True, blank=True)
    raised_on = models.DateField("raised on")
    consent_on = models.DateField("firm's consent on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    informant = models.CharField("informant", max_length=80, blank=True)

    class Meta:
        constraints = [
            ordered("raised_on", "closed_on", "financing_need_closed_after_it_was_raised"),
            not_negative("amount", "financing_need_amount_not_negative"),
        ]


class Presentation(Record):
    """A need presented to banks at a meeting, the firm as holder of a title on that day."""

    kind = "presentation"
    composed_of = ("need", "event")

    need = reference("ledger.FinancingNeed", "financing need", db_column="need_code")
    event = reference("ledger.Occasion", "event", db_column="event_code")
    presented_on = models.DateField("presented on")
    title = reference(
        "ledger.Title", "presented as holder of", optional=True, db_column="title_code"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "event"], name="presentation_key")]


class FinancingOffer(Record):
    """A bank's offer for a need; concluded when a contract was signed."""

    kind = "financing_offer"
    composed_of = ("need", "bank", "offered_on")

    need = reference("ledger.FinancingNeed", "financing need", db_column="need_code")
    bank = reference("ledger.Organisation", "bank", db_column="bank_code")
    offered_on = models.DateField("offered on")
    amount = MoneyField("amount offered")
    rate = ShareField("yearly rate", null=True, blank=True)
    concluded_on = models.DateField("concluded on", null=True, blank=True)
    concluded_amount = MoneyField("amount concluded", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "bank", "offered_on"], name="financing_offer_key"
            ),
            ordered("offered_on", "concluded_on", "financing_offer_concluded_after_it_was_made"),
            not_negative("amount", "financing_offer_amount_not_negative"),
            not_negative("concluded_amount", "financing_offer_concluded_not_negative"),
        ]
