"""Roles of firms in chains, the lists that name them, their segments and products."""

from django.db import models

from chainchief.ledger.bases import Entity, Membership, Record, not_negative, ordered, reference
from chainchief.ledger.fields import MoneyField, ShareField, YearField


class Role(models.TextChoices):
    LEADER = "leader", "chain leader"
    KEY = "key", "key firm"
    SUPPORTING = "supporting", "supporting firm"


class EnterpriseRole(Membership):
    """A firm is 链主, 关键企业 or 核心配套企业 of a chain from a day to a day."""

    kind = "enterprise_role"
    composed_of = ("enterprise", "chain", "role", "valid_from")

    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    chain = reference("ledger.Chain", "chain", db_column="chain_code")
    role = models.CharField("role", max_length=12, choices=Role.choices)
    notice = models.CharField("notice", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "chain", "role", "valid_from"], name="enterprise_role_key"
            ),
            ordered("valid_from", "valid_to", "enterprise_role_valid_dates_in_order"),
        ]


class EnterpriseList(Entity):
    """A list that names firms. Lists of one `series` are editions or parts of one thing."""

    kind = "enterprise_list"

    series = models.CharField("series", max_length=40, help_text="the same for all its lists")
    publisher = models.CharField("publisher", max_length=120, blank=True)
    edition = models.CharField("edition", max_length=40, blank=True)
    division = reference("ledger.Division", "division", db_column="division_code")

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "enterprise_list_valid_dates_in_order")]


class EnterpriseListing(Membership):
    """A firm stands on a list from a day to a day."""

    kind = "enterprise_listing"
    composed_of = ("enterprise", "listed_in")

    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    listed_in = reference("ledger.EnterpriseList", "list", db_column="list_code")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "listed_in"], name="enterprise_listing_key"
            ),
            ordered("valid_from", "valid_to", "enterprise_listing_valid_dates_in_order"),
        ]


class EnterpriseSegment(Membership):
    """A firm works in a segment of a chain."""

    kind = "enterprise_segment"
    composed_of = ("enterprise", "segment")

    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    segment = reference("ledger.ChainSegment", "segment", db_column="segment_code")
    basis = models.CharField("basis", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "segment"], name="enterprise_segment_key"
            ),
            ordered("valid_from", "valid_to", "enterprise_segment_valid_dates_in_order"),
        ]


class Verdict(models.TextChoices):
    CONFIRMED = "confirmed", "it fits"
    REFUSED = "refused", "it does not fit"


class MatchVerdict(Record):
    """A judgement on a proposed match: a firm and a segment, or also a firm that buys its goods."""

    kind = "match_verdict"
    composed_of = ("enterprise", "segment", "buyer")

    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    segment = reference("ledger.ChainSegment", "segment", db_column="segment_code")
    buyer = reference("ledger.Enterprise", "buying firm", optional=True, db_column="buyer_code")
    verdict = models.CharField("verdict", max_length=10, choices=Verdict.choices)
    reason = models.CharField("reason of the verdict", max_length=200)
    judged_on = models.DateField("day of the verdict")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "segment", "buyer"], name="match_verdict_key"
            ),
            models.UniqueConstraint(
                fields=["enterprise", "segment"],
                condition=models.Q(buyer=None),
                name="match_verdict_key_without_a_buyer",
            ),
        ]


class Market(models.TextChoices):
    """The market in which a product has its share and its rank."""

    WORLD = "world", "world market"
    NATION = "nation", "national market"
    PROVINCE = "province", "market of the province"


class EnterpriseProduct(Record):
    """A product of a firm, with its market share where a source states one.

    Share, rank and sales are those of one year; a share or a rank without its market says nothing.
    """

    kind = "enterprise_product"
    composed_of = ("enterprise", "name")

    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    name = models.CharField("product", max_length=80)
    segment = reference("ledger.ChainSegment", "segment", optional=True, db_column="segment_code")
    main = models.BooleanField("main product", default=False)
    market = models.CharField("market", max_length=10, choices=Market.choices, blank=True)
    market_share = ShareField("market share", null=True, blank=True)
    rank = models.PositiveIntegerField("rank by market share", null=True, blank=True)
    sales = MoneyField("sales of the product", null=True, blank=True)
    year = YearField("year of share, rank and sales", null=True, blank=True)
    share_source = models.CharField("source of the market share", max_length=200, blank=True)
    valid_from = models.DateField("made since", null=True, blank=True)
    valid_to = models.DateField("made until", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "name"], name="enterprise_product_key"),
            models.CheckConstraint(
                condition=models.Q(rank__isnull=True) | models.Q(rank__gte=1),
                name="enterprise_product_rank_counts_from_one",
            ),
            not_negative("sales", "enterprise_product_sales_not_negative"),
            ordered("valid_from", "valid_to", "enterprise_product_days_in_order"),
        ]
