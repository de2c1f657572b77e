"""The segments (环节) of a chain: its map."""

from django.db import models

from chainchief.ledger.bases import Entity, Record, document_reference, ordered, reference
from chainchief.ledger.fields import ShareField


class Stream(models.TextChoices):
    UPSTREAM = "upstream", "upstream"
    MIDSTREAM = "midstream", "midstream"
    DOWNSTREAM = "downstream", "downstream"
    EQUIPMENT = "equipment", "equipment"
    SERVICES = "services", "services"


class ChainSegment(Entity):
    """A step of a chain. `products` are typical ones, separated by 、."""

    kind = "chain_segment"

    chain = reference("ledger.Chain", "chain", db_column="chain_code")
    stream = models.CharField("stream", max_length=10, choices=Stream.choices)
    position = models.PositiveIntegerField("position in lists", default=0)
    products = models.CharField("typical products", max_length=400, blank=True)
    key = models.BooleanField("key segment", default=False)
    source = models.CharField("source", max_length=200, blank=True)
    note = models.CharField("note", max_length=400, blank=True)

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "chain_segment_valid_dates_in_order")]


class SegmentClass(Record):
    """A segment's industry by GB/T 4754-2017; segments and industries are many to many."""

    kind = "segment_class"
    composed_of = ("segment", "industry")

    segment = reference("ledger.ChainSegment", "segment", db_column="segment_code")
    industry = models.CharField("industry (GB/T 4754-2017)", max_length=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["segment", "industry"], name="segment_class_key")
        ]


class Flow(models.TextChoices):
    MATERIAL = "material", "material"
    PART = "part", "component"
    EQUIPMENT = "equipment", "equipment"
    SERVICE = "service", "service"


class SegmentLink(Record):
    """What one segment supplies to another; essential where the other stops without it."""

    kind = "segment_link"
    composed_of = ("supplier", "buyer", "flow")

    supplier = reference("ledger.ChainSegment", "supplying segment", db_column="supplier_code")
    buyer = reference("ledger.ChainSegment", "buying segment", db_column="buyer_code")
    flow = models.CharField("what flows", max_length=10, choices=Flow.choices)
    essential = models.BooleanField("essential", default=False)
    confidence = ShareField("confidence", null=True, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    document = document_reference()
    note = models.CharField("note", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supplier", "buyer", "flow"], name="segment_link_key")
        ]


class Aspect(models.TextChoices):
    """What is said of a segment beside its goods."""

    TECHNOLOGY = "technology", "technology route"
    APPLICATION = "application", "application field"
    BY_PRODUCT = "by-product", "by-product"
    BENCHMARK = "benchmark", "benchmark firm outside"


class Maturity(models.TextChoices):
    """How far a technology has come, from the laboratory to its replacement."""

    RESEARCH = "research", "in research"
    PILOT = "pilot", "pilot scale"
    DEMONSTRATION = "demonstration", "demonstration"
    INDUSTRIAL = "industrial", "industrial use"
    MATURE = "mature", "mature"
    REPLACED = "replaced", "being replaced"


class SegmentTrait(Record):
    """What is said of a segment: a technology route, application field, by-product or benchmark."""

    kind = "segment_trait"
    composed_of = ("segment", "aspect", "name")

    segment = reference("ledger.ChainSegment", "segment", db_column="segment_code")
    aspect = models.CharField("aspect", max_length=12, choices=Aspect.choices)
    name = models.CharField("name", max_length=60)
    maturity = models.CharField("maturity", max_length=14, choices=Maturity.choices, blank=True)
    place = models.CharField("province or city", max_length=60, blank=True)
    position = models.PositiveIntegerField("position in lists", default=0)
    confidence = ShareField("confidence", null=True, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    document = document_reference()
    note = models.CharField("note", max_length=400, blank=True)
    valid_from = models.DateField("valid from", null=True, blank=True)
    valid_to = models.DateField("valid to", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["segment", "aspect", "name"], name="segment_trait_key"),
            ordered("valid_from", "valid_to", "segment_trait_valid_dates_in_order"),
        ]
