"""Titles (荣誉, 试点, 贯标, 示范) and their awards, batch by batch."""

from django.db import models
from django.db.models import Q

from chainchief.ledger.bases import Entity, Membership, document_reference, ordered, reference


class TitleLevel(models.TextChoices):
    NATIONAL = "national", "national"
    PROVINCIAL = "provincial", "provincial"
    MUNICIPAL = "municipal", "municipal"


class Standing(models.TextChoices):
    """What having it means: a pilot is no certificate, a self-assessment is no pilot."""

    PILOT = "pilot", "pilot"
    SELF_ASSESSED = "self-assessed", "self-assessed"
    CONFORMING = "conforming", "standard introduced"
    CERTIFIED = "certified", "certified"
    SELECTED = "selected", "selected"
    RATED = "rated", "rated"


class Title(Entity):
    """A title that somebody awards: 晨星工厂, 5G工厂, DCMM 试点, 专精特新中小企业."""

    kind = "title"

    level = models.CharField("level", max_length=10, choices=TitleLevel.choices)
    publisher = models.CharField("publisher", max_length=120, blank=True)
    rule = models.CharField("rule", max_length=200, blank=True)
    years_valid = models.PositiveIntegerField("years of validity", null=True, blank=True)
    kept_from = models.DateField(
        "all holders entered since",
        null=True,
        blank=True,
        help_text="from this day on none in the ledger is none in the city",
    )

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "title_valid_dates_in_order")]


_HOLDERS = ("enterprise", "project", "product", "park", "cluster", "county")


def _exactly_one_holder() -> models.CheckConstraint:
    condition = Q()
    for holder in _HOLDERS:
        others = {f"{other}__isnull": True for other in _HOLDERS if other != holder}
        condition |= Q(**{f"{holder}__isnull": False}, **others)
    return models.CheckConstraint(condition=condition, name="award_has_exactly_one_holder")


class Award(Membership):
    """A title awarded in a batch to one holder: a firm, a project, a product, a park, a cluster,
    a county.

    What counts in a span is the batch (`awarded_on`); what is in force on a day is
    `valid_from`–`valid_to`.
    """

    kind = "award"

    title = reference("ledger.Title", "title", db_column="title_code")
    batch_name = models.CharField("batch", max_length=40)
    first_batch = models.BooleanField("first batch of the title", default=False)
    standing = models.CharField("standing", max_length=14, choices=Standing.choices)
    grade = models.CharField("grade", max_length=40, blank=True, help_text="like 四星级, 3级")
    enterprise = reference(
        "ledger.Enterprise", "enterprise", optional=True, db_column="enterprise_code"
    )
    project = reference("ledger.Project", "project", optional=True, db_column="project_code")
    product = reference(
        "ledger.EnterpriseProduct", "product of a firm", optional=True, db_column="product_code"
    )
    park = reference("ledger.Park", "park", optional=True, db_column="park_code")
    cluster = reference("ledger.Cluster", "cluster", optional=True, db_column="cluster_code")
    county = reference(
        "ledger.Division", "county as holder", optional=True, db_column="county_code"
    )
    name = models.CharField("name as printed", max_length=200)
    division = reference("ledger.Division", "division", db_column="division_code")
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    awarded_on = models.DateField("awarded on")
    certificate = models.CharField("certificate number", max_length=80, blank=True)
    notice = models.CharField("notice", max_length=120, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["title", "batch_name", *_HOLDERS], name="award_key", nulls_distinct=False
            ),
            _exactly_one_holder(),
            ordered("valid_from", "valid_to", "award_valid_dates_in_order"),
        ]
