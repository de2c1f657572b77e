"""Platforms, clusters, parks: what a chain rests on."""

from django.db import models

from chainchief.ledger.bases import (
    Entity,
    Event,
    Record,
    document_reference,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import AreaField


class PlatformCategory(models.TextChoices):
    RESEARCH_INSTITUTE = "research-institute", "institute of applied innovation"
    INDUSTRY_COLLEGE = "industry-college", "industry college"
    LABORATORY = "laboratory", "laboratory"
    TECHNOLOGY_CENTRE = "technology-centre", "technology centre"
    PILOT_BASE = "pilot-base", "pilot production base"
    ALLIANCE = "alliance", "alliance"
    OTHER = "other", "other"


class Platform(Entity):
    """A platform of research, training or service that stands behind a chain."""

    kind = "platform"

    category = models.CharField("category", max_length=20, choices=PlatformCategory.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    host = reference("ledger.Organisation", "host", optional=True, db_column="host_code")
    opened_on = models.DateField("opened on")
    document = document_reference()

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "platform_valid_dates_in_order")]


class ClusterCategory(models.TextChoices):
    DEMONSTRATION_BASE = "demonstration-base", "national demonstration base"
    WILD_GOOSE = "wild-goose", "wild-goose cluster"
    CHARACTERISTIC = "characteristic", "characteristic cluster"
    OTHER = "other", "other"


class Cluster(Entity):
    """An industrial cluster or base. It may hold several titles and is still one cluster."""

    kind = "cluster"

    category = models.CharField("category", max_length=20, choices=ClusterCategory.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "cluster_valid_dates_in_order")]


class ClusterRating(Record):
    """A rating of a cluster in one edition of a scheme: so many stars."""

    kind = "cluster_rating"
    composed_of = ("cluster", "scheme", "edition")

    cluster = reference("ledger.Cluster", "cluster", db_column="cluster_code")
    scheme = models.CharField("scheme", max_length=80)
    edition = models.CharField("edition", max_length=20)
    grade = models.CharField("grade", max_length=20)
    rated_on = models.DateField("rated on")
    notice = models.CharField("notice", max_length=120, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "scheme", "edition"], name="cluster_rating_key"
            )
        ]


class ParkCategory(models.TextChoices):
    DEVELOPMENT_ZONE = "development-zone", "development zone"
    CHEMICAL = "chemical", "chemical park"
    DIGITAL = "digital", "digital-economy park"
    OTHER = "other", "other"


class Park(Entity):
    """A park or industrial area with its present area."""

    kind = "park"

    category = models.CharField("category", max_length=20, choices=ParkCategory.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    area = AreaField("area", shown_in="公顷", null=True, blank=True)

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "park_valid_dates_in_order"),
            not_negative("area", "park_area_not_negative"),
        ]


class ParkExtension(Event):
    """An approved extension of a park; it occurred on the date of the approval."""

    kind = "park_extension"
    composed_of = ("park", "approval")

    park = reference("ledger.Park", "park", db_column="park_code")
    approval = models.CharField("approval", max_length=80)
    area = AreaField("area added", shown_in="公顷")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["park", "approval"], name="park_extension_key"),
            ordered("occurred_on", "reported_on", "park_extension_reported_after_it_occurred"),
            not_negative("area", "park_extension_area_not_negative"),
        ]
