"""What firms need from banks, what was opened to which bank, what banks offered, what was drawn."""

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.bases import (
    Entity,
    Membership,
    Record,
    document_reference,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import MoneyField, ShareField


class NeedPurpose(models.TextChoices):
    WORKING = "working", "working capital"
    INVESTMENT = "investment", "investment"
    RENOVATION = "renovation", "technical renovation"
    RESEARCH = "research", "research"
    OTHER = "other", "other"


class Collateral(models.TextChoices):
    UNSECURED = "unsecured", "unsecured loan"
    GUARANTEE = "guarantee", "guarantee of a third party"
    PROPERTY = "property", "mortgage of land or buildings"
    EQUIPMENT = "equipment", "mortgage of equipment"
    RECEIVABLES = "receivables", "pledge of receivables"
    IP = "intellectual-property", "pledge of intellectual property"


class NeedOutcome(models.TextChoices):
    MET = "met", "met by a contract"
    ELSEWHERE = "elsewhere", "met elsewhere"
    DROPPED = "dropped", "no longer needed"
    UNMET = "unmet", "no bank met it"


class FinancingNeed(Record):
    """A firm's need. A bank sees of it what the firm's consent in force opens to that bank."""

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
    collateral = models.CharField(
        "collateral", max_length=24, choices=Collateral.choices, blank=True
    )
    contact = models.CharField("contact in the firm", max_length=120, blank=True)
    detail = models.CharField("what the money is for", max_length=400, blank=True)
    outcome = models.CharField(
        "what became of the need", max_length=10, choices=NeedOutcome.choices, blank=True
    )

    class Meta:
        constraints = [
            ordered("raised_on", "closed_on", "financing_need_closed_after_it_was_raised"),
            not_negative("amount", "financing_need_amount_not_negative"),
        ]


class FinancingConsent(Membership):
    """A firm opens a need to one bank: so many of its fields, from a day on, until withdrawn."""

    kind = "financing_consent"
    composed_of = ("need", "bank", "number")

    need = reference("ledger.FinancingNeed", "financing need", db_column="need_code")
    bank = reference("ledger.Organisation", "bank", db_column="bank_code")
    number = models.PositiveIntegerField("number of the consent")
    opens_firm = models.BooleanField("opens the firm's name and the subject", default=False)
    opens_industry = models.BooleanField("opens industry and chain", default=False)
    opens_amount = models.BooleanField("opens the amount", default=False)
    opens_term = models.BooleanField("opens the term", default=False)
    opens_purpose = models.BooleanField("opens the purpose", default=False)
    opens_collateral = models.BooleanField("opens the collateral", default=False)
    opens_contact = models.BooleanField("opens the contact", default=False)
    opens_finances = models.BooleanField("opens revenue, assets and staff", default=False)
    revoked_on = models.DateField("withdrawn by the firm on", null=True, blank=True)
    informant = models.CharField("informant", max_length=80, blank=True)
    document = document_reference()

    class Meta:
        indexes = [models.Index(fields=["bank", "valid_from"], name="consent_of_bank")]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "bank", "number"], name="financing_consent_key"
            ),
            ordered("valid_from", "valid_to", "financing_consent_valid_dates_in_order"),
            ordered("valid_from", "revoked_on", "financing_consent_withdrawn_after_it_was_given"),
        ]


def _at_most(least: str, most: str, name: str) -> models.CheckConstraint:
    """The constraint that `least` is not above `most` where both are known."""
    either = Q(**{f"{least}__isnull": True}) | Q(**{f"{most}__isnull": True})
    return models.CheckConstraint(condition=either | Q(**{f"{least}__lte": F(most)}), name=name)


class BankProduct(Entity):
    """A loan product of a bank, with what it lends to whom; between its days it can be had."""

    kind = "bank_product"

    bank = reference("ledger.Organisation", "bank", db_column="bank_code")
    amount_least = MoneyField("least amount", null=True, blank=True)
    amount_most = MoneyField("most amount", null=True, blank=True)
    term_most = models.PositiveIntegerField("longest term in months", null=True, blank=True)
    rate_least = ShareField("lowest yearly rate", null=True, blank=True)
    rate_most = ShareField("highest yearly rate", null=True, blank=True)
    takes_unsecured = models.BooleanField("lends unsecured", default=False)
    takes_guarantee = models.BooleanField("takes guarantees", default=False)
    takes_property = models.BooleanField("takes land and buildings", default=False)
    takes_equipment = models.BooleanField("takes equipment", default=False)
    takes_receivables = models.BooleanField("takes receivables", default=False)
    takes_ip = models.BooleanField("takes intellectual property", default=False)
    chain = reference("ledger.Chain", "for one chain alone", optional=True, db_column="chain_code")
    industries = models.CharField(
        "for industries alone",
        max_length=200,
        blank=True,
        help_text="beginnings of codes of GB/T 4754, with commas between: 27, 3985; blank for all",
    )

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "bank_product_valid_dates_in_order"),
            _at_most("amount_least", "amount_most", "bank_product_amounts_in_order"),
            _at_most("rate_least", "rate_most", "bank_product_rates_in_order"),
            not_negative("amount_least", "bank_product_least_amount_not_negative"),
            not_negative("amount_most", "bank_product_most_amount_not_negative"),
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
    product = reference(
        "ledger.BankProduct", "product of a bank", optional=True, db_column="product_code"
    )
    term_months = models.PositiveIntegerField("term offered in months", null=True, blank=True)
    conditions = models.CharField("conditions of the offer", max_length=400, blank=True)
    valid_until = models.DateField("offer holds until", null=True, blank=True)
    chosen_on = models.DateField("chosen by the firm on", null=True, blank=True)
    turned_down_on = models.DateField("turned down by the firm on", null=True, blank=True)
    retracted_on = models.DateField("taken back by the bank on", null=True, blank=True)
    draw_by = models.DateField("to be drawn by", null=True, blank=True)
    process = models.CharField("made in the room of", max_length=20, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "bank", "offered_on"], name="financing_offer_key"
            ),
            ordered("offered_on", "concluded_on", "financing_offer_concluded_after_it_was_made"),
            ordered("offered_on", "valid_until", "financing_offer_holds_after_it_was_made"),
            ordered("offered_on", "chosen_on", "financing_offer_chosen_after_it_was_made"),
            _at_most("concluded_on", "draw_by", "financing_offer_drawn_after_it_was_concluded"),
            not_negative("amount", "financing_offer_amount_not_negative"),
            not_negative("concluded_amount", "financing_offer_concluded_not_negative"),
        ]


class FinancingDecline(Record):
    """A bank's word that it makes no offer for a need that was opened to it, with its reason."""

    kind = "financing_decline"
    composed_of = ("need", "bank", "declined_on")

    need = reference("ledger.FinancingNeed", "financing need", db_column="need_code")
    bank = reference("ledger.Organisation", "bank", db_column="bank_code")
    declined_on = models.DateField("no offer since")
    reason = models.CharField("reason of the bank", max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "bank", "declined_on"], name="financing_decline_key"
            )
        ]


class FinancingDrawing(Record):
    """An amount drawn under a contract (放款), proved by a document of the bank."""

    kind = "financing_drawing"
    composed_of = ("offer", "number")

    offer = reference("ledger.FinancingOffer", "offer of a bank", db_column="offer_code")
    number = models.PositiveIntegerField("number of the drawing")
    drawn_on = models.DateField("loan drawn on")
    amount = MoneyField("amount of the drawing")
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="financing_drawing_key"),
            not_negative("amount", "financing_drawing_amount_not_negative"),
        ]
