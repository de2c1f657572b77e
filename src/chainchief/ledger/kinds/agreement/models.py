"""Agreements that chains bring about, and the firms that take part."""

from django.db import models

from chainchief.ledger.bases import (
    Event,
    Membership,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import MoneyField


class AgreementCategory(models.TextChoices):
    INVESTMENT = "investment", "investment"
    COOPERATION = "cooperation", "cooperation"
    RESEARCH = "research", "research with universities"
    SALE = "sale", "sale"
    CONSORTIUM = "consortium", "innovation consortium"


class Channel(models.TextChoices):
    """How it came about."""

    PROMOTION = "promotion", "investment promotion meeting"
    HEADQUARTERS = "headquarters", "visit to headquarters"
    EXHIBITION = "exhibition", "exhibition"
    UNIVERSITY = "university", "contact with a university"
    OTHER = "other", "other"


class Agreement(Event):
    """A signed agreement: it occurred when it was signed; its amount is agreed, not paid."""

    kind = "agreement"

    name = models.CharField("subject", max_length=200)
    category = models.CharField("category", max_length=12, choices=AgreementCategory.choices)
    channel = models.CharField("came about by", max_length=14, choices=Channel.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    counterpart = reference(
        "ledger.Organisation", "counterpart", optional=True, db_column="counterpart_code"
    )
    enterprise = reference(
        "ledger.Enterprise", "enterprise", optional=True, db_column="enterprise_code"
    )
    event = reference("ledger.Occasion", "signed at", optional=True, db_column="event_code")
    project = reference(
        "ledger.Project", "project that came of it", optional=True, db_column="project_code"
    )
    amount = MoneyField("amount", null=True, blank=True)

    class Meta:
        constraints = [
            ordered("occurred_on", "reported_on", "agreement_reported_after_it_occurred"),
            not_negative("amount", "agreement_amount_not_negative"),
        ]


class AgreementMember(Membership):
    """A firm takes part in an agreement: it belongs to its supply system, its consortium."""

    kind = "agreement_member"
    composed_of = ("agreement", "enterprise")

    agreement = reference("ledger.Agreement", "agreement", db_column="agreement_code")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "enterprise"], name="agreement_member_key"
            ),
            ordered("valid_from", "valid_to", "agreement_member_valid_dates_in_order"),
        ]
