"""One constraint per table: every column holds values of its type, on both databases.

It is made from the fields, so that a kind has it without writing it; migrations hold it in plain
values, so that Django sees when a type changes what it takes. Lists of choices and the length of
texts are no part of it: they grow with the program, and `verify` looks for what is not on them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.constraints import BaseConstraint

from chainchief.ledger.columns import Choice
from chainchief.ledger.columns.stored import Stored
from chainchief.ledger.fields import column_type_of
from chainchief.ledger.values.conditions import condition

if TYPE_CHECKING:
    from chainchief.ledger.bases import Record

    _Field = models.Field[Any, Any]

#: Fields that the program alone writes.
_OWN = ("id", "uid", "version", "batch", "origin", "extra")


class FieldValues(BaseConstraint):
    """`values` says by field what its column may hold; fields in `blank` may hold an empty text."""

    def __init__(
        self,
        *,
        name: str,
        values: Mapping[str, Stored],
        blank: Sequence[str] = (),
        **messages: Any,
    ) -> None:
        self.values = dict(values)
        self.blank = tuple(blank)
        super().__init__(name=name, **messages)

    def conditions(self, model: type[models.Model], quote: Any, vendor: str) -> dict[str, str]:
        """Field → the condition on its column."""
        return {
            name: condition(
                quote(model._meta.get_field(name).column),  # type: ignore[union-attr]
                stored,
                vendor,
                blank=name in self.blank,
            )
            for name, stored in self.values.items()
        }

    def _check_sql(self, model: type[models.Model], editor: Any) -> str:
        conditions = self.conditions(model, editor.quote_name, editor.connection.vendor)
        return " AND ".join(conditions.values())

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        statement: str = schema_editor._check_sql(self.name, self._check_sql(model, schema_editor))
        return statement

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        check = self._check_sql(model, schema_editor)
        return schema_editor._create_check_sql(model, self.name, check)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return schema_editor._delete_check_sql(model, self.name)

    def validate(
        self,
        model: Any,
        instance: models.Model,
        exclude: Any = None,
        using: str = "default",
    ) -> None:
        """Raise `ValidationError` with the fields of `instance` that hold what they cannot."""
        wrong = {}
        for name in self.values:
            field = model._meta.get_field(name)
            bad = column_type_of(field).check(getattr(instance, field.attname), {})
            if bad is not None and name not in (exclude or ()):
                wrong[name] = bad.kind.code
        if wrong:
            raise ValidationError(wrong)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs["values"] = self.values
        if self.blank:
            kwargs["blank"] = self.blank
        return path.replace(".constraint.", "."), args, kwargs

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FieldValues):
            return NotImplemented
        return bool(self.deconstruct() == other.deconstruct())

    def __hash__(self) -> int:
        return hash(self.name)


def constrain(model: "type[Record]") -> None:
    """Add to the model the constraint that its fields ask for."""
    values = {
        field.name: stored
        for field, stored in stored_of(model)
        if not isinstance(column_type_of(field), Choice)
    }
    name = f"{model._meta.db_table}_values"
    meta: Any = model._meta
    if not values or any(each.name == name for each in meta.constraints):
        return
    blank = [name for name in values if may_be_empty(meta.get_field(name))]
    constraints = [*meta.constraints, FieldValues(name=name, values=values, blank=blank)]
    # Django asks the first whether a model has constraints at all, and takes them from the second.
    meta.original_attrs["constraints"] = meta.constraints = constraints


def stored_of(model: "type[Record]") -> "Iterator[tuple[_Field, Stored]]":
    """The fields whose types say what a table may hold, with that."""
    for field in model._meta.concrete_fields:
        if field.name not in _OWN and not field.is_relation:
            stored = column_type_of(field).stored()
            if stored is not None:
                yield field, stored


def may_be_empty(field: "_Field") -> bool:
    """Whether the field keeps a blank as an empty text."""
    return bool(field.blank) and not field.null and isinstance(field, models.CharField)
