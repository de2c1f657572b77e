"""Vouchers of funds in place, and spot checks (抽查) of what units report themselves."""

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.bases import Record, document_reference, not_negative, reference
from chainchief.ledger.fields import MoneyField, MonthField


class VoucherKind(models.TextChoices):
    RECEIPT = "bank-receipt", "bank receipt"
    INVOICE = "invoice", "invoice"
    VERIFICATION = "capital-verification", "capital verification report"
    CONTRACT = "contract", "contract with proof of payment"
    OTHER = "other", "other voucher"


class FundsVoucher(Record):
    """A voucher (凭证) that proves an amount of a project's funds in place. One voucher proves one
    amount of one project.
    """

    kind = "funds_voucher"
    composed_of = ("project", "number", "dated_on")

    project = reference(
        "ledger.Project", "project", related_name="vouchers", db_column="project_code"
    )
    number = models.CharField("number of the voucher", max_length=60)
    dated_on = models.DateField("date of the voucher")
    voucher_kind = models.CharField("kind of voucher", max_length=24, choices=VoucherKind.choices)
    payer = models.CharField("payer", max_length=200)
    amount = MoneyField("amount proved")
    month = MonthField("month of the report that it proves")
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number", "dated_on"], name="funds_voucher_key"
            ),
            not_negative("amount", "funds_voucher_amount_not_negative"),
        ]


class FundsSample(Record):
    """A spot check (抽查) drawn among the projects of a unit that report funds for a month.

    With its seed anyone draws the same projects again.
    """

    kind = "funds_sample"

    division = reference("ledger.Division", "unit checked", db_column="division_code")
    month = MonthField("month of the reports")
    seed = models.CharField("seed of the draw", max_length=64)
    drawn_on = models.DateField("drawn on")
    method = models.CharField("method of the draw", max_length=40)


class FundsSampleItem(Record):
    """A project among which a spot check was drawn: what it had reported itself, whether it was
    drawn, and how much of that was found proved.
    """

    kind = "funds_sample_item"
    composed_of = ("sample", "project")

    sample = reference(
        "ledger.FundsSample", "spot check", related_name="items", db_column="sample_code"
    )
    project = reference("ledger.Project", "project", db_column="project_code")
    reported = MoneyField("reported when drawn")
    drawn = models.BooleanField("drawn for the check", default=False)
    verified = MoneyField("found proved", null=True, blank=True)
    judged_on = models.DateField("judged on", null=True, blank=True)
    finding = models.CharField("finding", max_length=400, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "project"], name="funds_sample_item_key"),
            not_negative("reported", "funds_sample_item_reported_not_negative"),
            not_negative("verified", "funds_sample_item_verified_not_negative"),
            models.CheckConstraint(
                condition=Q(verified__isnull=True) | Q(verified__lte=F("reported")),
                name="funds_found_proved_within_reported",
            ),
            models.CheckConstraint(
                condition=Q(verified__isnull=True) | Q(drawn=True),
                name="funds_judged_only_where_drawn",
            ),
            models.CheckConstraint(
                condition=Q(verified__isnull=True, judged_on__isnull=True)
                | Q(verified__isnull=False, judged_on__isnull=False),
                name="funds_judged_with_amount_and_day",
            ),
        ]
