"""Fields of records. Each knows the type of its column in a workbook."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from chainchief.ledger import columns

if TYPE_CHECKING:
    _Whole = models.BigIntegerField[Any, Any]
    _Chars = models.CharField[Any, Any]
    _Count = models.PositiveIntegerField[Any, Any]
else:
    _Whole, _Chars = models.BigIntegerField, models.CharField
    _Count = models.PositiveIntegerField

#: Years of plans and lists; those of months.
FIRST_YEAR, LAST_YEAR = (int(month[:4]) for month in (columns.FIRST_MONTH, columns.LAST_MONTH))


class MoneyField(_Whole):
    """Money as an integer number of 分; a workbook shows 万元."""

    shown_in = "万元"

    def column_type(self) -> columns.ColumnType:
        return columns.Amount(self.shown_in)


class ShareField(_Whole):
    """A share in parts per million; a workbook shows percent. 100 % is 1,000,000."""

    def column_type(self) -> columns.ColumnType:
        return columns.Amount("%", limit=columns.WHOLE)


class AreaField(_Whole):
    """An area as an integer number of steps of 1/300 m²; a workbook shows it in `shown_in`."""

    def __init__(self, *args: Any, shown_in: str = "亩", **kwargs: Any) -> None:
        self.shown_in = shown_in
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "shown_in": self.shown_in}

    def column_type(self) -> columns.ColumnType:
        return columns.Amount(self.shown_in)


class QuantityField(_Whole):
    """Steps of the unit named in the sibling field `unit`."""

    def column_type(self) -> columns.ColumnType:
        return columns.Quantity("unit")


class YearField(_Count):
    """A calendar year."""

    def column_type(self) -> columns.ColumnType:
        return columns.Whole(least=FIRST_YEAR, limit=LAST_YEAR)


class UnitField(_Chars):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        super().__init__(*args, **kwargs)

    def column_type(self) -> columns.ColumnType:
        return columns.UnitName()


class MonthField(_Chars):
    """A month as text like 2023-11."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 7)
        super().__init__(*args, **kwargs)

    def column_type(self) -> columns.ColumnType:
        return columns.MonthText()


def column_type_of(field: "models.Field[Any, Any]") -> columns.ColumnType:
    """The column type of any field that a register may name."""
    own = getattr(field, "column_type", None)
    if own is not None:
        return own()  # type: ignore[no-any-return]
    if isinstance(field, models.ForeignKey):
        return columns.Reference(str(field.related_model.kind))  # type: ignore[attr-defined]
    if field.choices:
        return columns.Choice({str(code): str(label) for code, label in field.flatchoices})
    return _plain_type(field)


def _plain_type(field: "models.Field[Any, Any]") -> columns.ColumnType:
    if isinstance(field, models.BooleanField):
        return columns.YesNo()
    if isinstance(field, models.DateField):
        return columns.Day()
    if isinstance(field, models.IntegerField):
        return _whole(field)
    if isinstance(field, models.CharField | models.TextField):
        return columns.Text(most=field.max_length)
    raise TypeError(f"{field!r} has no column type; give it a method column_type()")


def _whole(field: "models.Field[Any, Any]") -> columns.ColumnType:
    """Whole numbers within what the field can hold on every database, sums included."""
    ranges = BaseDatabaseOperations.integer_field_ranges
    least, most = ranges[field.get_internal_type()]
    return columns.Whole(negative=least < 0, limit=min(most, columns.STEPS_LIMIT))
