"""What every record has, and the roles a record can play.

*Entities* live and are named (a firm, a project, a chain). *Events* happen to an entity and carry
three dates: when it occurred, was reported, was recognised. *Memberships* hold from a day to a
day. *Reports* repeat month by month and can be revised. *Statements* are single numbers with a
source. Valid time is in these columns; transaction time is in the change log.

`valid_to` is the last day on which something holds: a role that ran out on 2023-10-31 has that
date, and is not counted as at 2023-11-30.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.fields import MonthField, QuantityField, UnitField


class Record(models.Model):
    """The base of all records: identity, version, where it came from, whether it was withdrawn.

    `code` is the business key. A child's is composed of the fields in `composed_of`, joined with
    "/", so it never has to be typed.
    """

    kind: ClassVar[str]
    composed_of: ClassVar[tuple[str, ...]] = ()

    uid = models.UUIDField("identifier", default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("code", max_length=160, unique=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdrawn_reason = models.CharField("reason of withdrawal", max_length=400, blank=True)
    batch = models.ForeignKey(
        "ledger.ImportBatch", models.PROTECT, null=True, editable=False, related_name="+"
    )
    origin = models.CharField("origin", max_length=120, blank=True, editable=False)
    extra = models.JSONField("further fields", default=dict, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or self.code)

    @classmethod
    def code_from(cls, values: "dict[str, Any]") -> str:
        """The composed code of a child, from its column values."""
        parts = (values.get(name) for name in cls.composed_of)
        return "/".join(str(part) for part in parts if part not in (None, ""))


class Entity(Record):
    """Something that lives and has a name."""

    name = models.CharField("name", max_length=200)
    valid_from = models.DateField("valid from", null=True, blank=True)
    valid_to = models.DateField("valid to", null=True, blank=True)

    class Meta:
        abstract = True


def reference(
    to: str, verbose: str, *, optional: bool = False, **options: Any
) -> "models.ForeignKey[Any, Any]":
    """A foreign key that stores the other record's code, so that a row reads without joins."""
    return models.ForeignKey(
        to,
        models.PROTECT,
        to_field="code",
        null=optional,
        blank=optional,
        verbose_name=verbose,
        related_name=options.pop("related_name", "+"),
        db_column=options.pop("db_column", None),
        **options,
    )


def document_reference() -> "models.ForeignKey[Any, Any]":
    """The document that proves a record, in the evidence store."""
    return reference("ledger.Document", "document", optional=True, db_column="document_code")


class Evidence(models.TextChoices):
    PENDING = "pending", "pending"
    ACCEPTED = "accepted", "accepted"
    REFUSED = "refused", "refused"


class Event(Record):
    """Something that happened to an entity: occurred, reported, recognised are three dates."""

    occurred_on = models.DateField("occurred on")
    reported_on = models.DateField("reported on")
    recognised_on = models.DateField("recognised on", null=True, blank=True)
    evidence = models.CharField(
        "evidence", max_length=12, choices=Evidence.choices, default=Evidence.PENDING
    )
    document = document_reference()

    class Meta:
        abstract = True


class Membership(Record):
    """Something that holds from a day to a day, both included; open where `valid_to` is blank."""

    valid_from = models.DateField("valid from")
    valid_to = models.DateField("valid to", null=True, blank=True)

    class Meta:
        abstract = True


class Report(Record):
    """One month's report on an entity; a later revision replaces an earlier one of its month."""

    month = MonthField("month")
    revision = models.PositiveIntegerField("revision", default=0)
    reported_on = models.DateField("reported on")

    class Meta:
        abstract = True


class Statement(Record):
    """One number with its unit, taken over from a source that the record names."""

    name = models.CharField("name", max_length=200)
    quantity = QuantityField("value")
    unit = UnitField("unit")
    document = document_reference()

    class Meta:
        abstract = True


def ordered(first: str, last: str, name: str) -> models.CheckConstraint:
    """The constraint that `first` is not after `last` where both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        name=name,
    )


def not_negative(field: str, name: str) -> models.CheckConstraint:
    """The constraint that an amount, where it is known, is not below zero."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}), name=name
    )


def ordered_pairs(model: type[Record]) -> list[tuple[str, str]]:
    """The pairs (first, last) of fields that `ordered` constraints of the model hold apart."""
    conditions = [
        constraint.condition
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, Q)
    ]
    return [
        (str(value.name), key.removesuffix("__gte"))  # type: ignore[attr-defined]
        for condition in conditions
        for key, value in (child for child in condition.children if isinstance(child, tuple))
        if key.endswith("__gte") and isinstance(value, F)
    ]
