"""Which values fit a declared type, and how that is said to people."""

import datetime as dt
import re
from collections.abc import Mapping

from msgspec import inspect

from chainchief.core.i18n import _
from chainchief.core.presets.shapes import Scalar

LISTS = (inspect.ListType, inspect.VarTupleType, inspect.SetType, inspect.FrozenSetType)


def choices_of(node: inspect.Type) -> tuple[str, ...]:
    """The values of a literal or an enumeration; nothing for other types."""
    if isinstance(node, inspect.LiteralType):
        return tuple(map(str, node.values))
    if isinstance(node, inspect.EnumType):
        return tuple(str(each.value) for each in node.cls)
    return ()


def may_be(node: inspect.Type, value: object) -> bool:
    """Whether `value` was probably meant as this one of several types."""
    if isinstance(node, inspect.Metadata):
        return may_be(node.type, value)
    if isinstance(node, inspect.StructType | inspect.DictType):
        return isinstance(value, dict)
    if isinstance(node, (*LISTS, inspect.TupleType)):
        return isinstance(value, list)
    if choices_of(node):
        return isinstance(value, str)
    return isinstance(node, inspect.CustomType) or fits(node, value)


def fits(node: inspect.Type, value: object) -> bool:
    """Whether `value` is one of this type, its own length and bounds included."""
    if choices_of(node):
        return isinstance(value, str) and value in choices_of(node)
    if isinstance(node, inspect.StrType):
        return isinstance(value, str) and _text_fits(node, value)
    if isinstance(node, inspect.BoolType):
        return isinstance(value, bool)
    if isinstance(node, inspect.IntType):
        return type(value) is int and _within(node, value)
    if isinstance(node, inspect.FloatType):
        return type(value) in (int, float) and _within(node, value)
    if isinstance(node, inspect.DateType):
        return _is_day(value)
    if isinstance(node, LISTS):
        return isinstance(value, list) and _length_fits(node, len(value))
    return isinstance(node, inspect.AnyType)


def _text_fits(node: inspect.StrType, value: str) -> bool:
    return _length_fits(node, len(value)) and (
        node.pattern is None or re.search(node.pattern, value) is not None
    )


def _length_fits(node: object, length: int) -> bool:
    least, most = getattr(node, "min_length", None), getattr(node, "max_length", None)
    return (least is None or length >= least) and (most is None or length <= most)


def _within(node: inspect.IntType | inspect.FloatType, value: object) -> bool:
    number = float(str(value))
    return (node.ge is None or number >= node.ge) and (node.le is None or number <= node.le)


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        try:
            return bool(dt.date.fromisoformat(value)) and len(value) == len("2023-01-01")
        except ValueError:
            return False
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def expected_of(node: inspect.Type, scalars: Mapping[type, Scalar]) -> str:
    """Describe what a type takes, in the reader's words."""
    if isinstance(node, inspect.Metadata):
        return expected_of(node.type, scalars)
    if isinstance(node, inspect.UnionType):
        kinds = [each for each in node.types if not isinstance(each, inspect.NoneType)]
        return _(" or ").join(dict.fromkeys(expected_of(each, scalars) for each in kinds))
    if isinstance(node, inspect.CustomType):
        return _(scalars[node.cls].expected)
    if isinstance(node, inspect.IntType | inspect.FloatType):
        return _number(node)
    if isinstance(node, inspect.TupleType):
        return _("a list; {} of them").format(len(node.item_types))
    if isinstance(node, inspect.StrType) and node.max_length is not None:
        return _("a text of {} characters at most").format(node.max_length)
    return _plain(node)


def _number(node: inspect.IntType | inspect.FloatType) -> str:
    number = _("a whole number") if isinstance(node, inspect.IntType) else _("a number")
    if node.ge is not None and node.le is not None:
        return _("{number} from {least} to {most}").format(
            number=number, least=node.ge, most=node.le
        )
    return number if node.ge is None else _("{} from {}").format(number, node.ge)


def _plain(node: inspect.Type) -> str:
    if isinstance(node, LISTS):
        return _("a list") if not node.min_length else _("a list that is not empty")
    if isinstance(node, inspect.StructType):
        return _("the keys {}").format(", ".join(f.encode_name for f in node.fields if f.required))
    if isinstance(node, inspect.DictType):
        return _("keys with values")
    if isinstance(node, inspect.BoolType):
        return _("true or false")
    return _("a day like 2023-01-01") if isinstance(node, inspect.DateType) else _("a text")
