"""Roles of firms in chains, the lists that name them, their segments and products."""

from django.db import models

from chainchief.ledger.bases import Entity, Membership, Record, ordered, reference
from chainchief.ledger.fields import ShareField


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


class EnterpriseProduct(Record):
    """A product of a firm, with its market share where a source states one."""

    kind = "enterprise_product"
    composed_of = ("enterprise", "name")

    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    name = models.CharField("product", max_length=80)
    segment = reference("ledger.ChainSegment", "segment", optional=True, db_column="segment_code")
    main = models.BooleanField("main product", default=False)
    market_share = ShareField("market share", null=True, blank=True)
    share_source = models.CharField("source of the market share", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "name"], name="enterprise_product_key")
        ]
