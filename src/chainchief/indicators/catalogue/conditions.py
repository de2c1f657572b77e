"""The conditions of an entry: how a file writes them, what can be wrong, what they become.

`column: value`, `column: [a, b]`, `column: {not: …}` for codes, flags and whole numbers;
`{on_or_before: …}` and `{after: …}` for days, set against another day of the row, against `end`,
the last day of the span, or `due`, the day on which reports on its last month are due;
`{missing: true}`; `{at_least: n}`, `{above: n}`, `{at_most: n}` and `{below: n}` for numbers. Of a
column with a unit a number is written with one (`10亿元`): steps are nothing that a person writes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.units import UNITS, Dimension, Unit, alike, quantity
from chainchief.indicators.catalogue import faults
from chainchief.indicators.catalogue.due import DUE
from chainchief.indicators.catalogue.entry_checks import wrong_type
from chainchief.indicators.catalogue.indicator import Condition, Operator, Scalar
from chainchief.indicators.catalogue.sources import Attribute
from chainchief.ledger.facts import FactType

#: The last day of the span, as a condition names it.
END = "end"
_OPERATORS = {each.value: each for each in Operator if each is not Operator.IN}
#: The thresholds that a number is set against.
THRESHOLDS = (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW)
_NUMBERS = (FactType.WHOLE, FactType.STEPS)
#: The unit in which offices state a threshold.
_EXAMPLES = {Dimension.MONEY: "亿元"}
Known = Mapping[str, Attribute]


def conditions_from(given: Mapping[str, object]) -> tuple[Condition, ...]:
    """The conditions of a faultless `where`."""
    return tuple(each for column, wanted in given.items() for each in _of_column(column, wanted))


def _of_column(column: str, wanted: object) -> Iterator[Condition]:
    if not isinstance(wanted, dict):
        yield Condition(column, _values(wanted))
        return
    for key, value in wanted.items():
        if key == "not":
            yield Condition(column, _values(value), negated=True)
        else:
            yield Condition(column, _values(value), operator=_OPERATORS[str(key)])


def _values(wanted: object) -> "tuple[Scalar, ...]":
    return tuple(wanted) if isinstance(wanted, list) else (wanted,)  # type: ignore[return-value]


def in_steps(condition: Condition, attribute: Attribute) -> Condition:
    """The condition with amounts as the column keeps them, beside the words of the file."""
    if attribute.column.type is not FactType.STEPS or condition.operator is Operator.MISSING:
        return condition
    values = tuple(_steps(each) for each in condition.values)
    return replace(condition, values=values, texts=tuple(map(str, condition.values)))


def _steps(value: Scalar) -> Scalar:
    """A kept definition may still hold steps: they mean what they meant."""
    return quantity(value)[0] if isinstance(value, str) else value


def check_where(
    item: Item, where: Mapping[str, object], known: Known, unknown: Callable[[str], Fault]
) -> Iterator[Fault]:
    """Every fault of a `where`; `unknown(column)` makes the fault of a column that is not there."""
    for column, wanted in where.items():
        if column not in known:
            yield unknown(column)
        elif isinstance(wanted, dict):
            yield from _check_operators(item, known[column], wanted, known)
        else:
            yield from _check_values(item, known[column], wanted)


def _check_values(item: Item, attribute: Attribute, wanted: object) -> Iterator[Fault]:
    for value in wanted if isinstance(wanted, list) else [wanted]:
        yield from _check_value(item, attribute, value)


def _check_operators(
    item: Item, attribute: Attribute, wanted: Mapping[object, object], known: Known
) -> Iterator[Fault]:
    for key, value in wanted.items():
        if key == "not":
            yield from _check_values(item, attribute, value)
        elif key in _OPERATORS:
            yield from _check_operand(item, attribute, str(key), value, known)
        else:
            choices = ["not", *_OPERATORS]
            listed_choices = listed(choices)
            facts = {"key": attribute.name, "choices": listed_choices, "hint": near(key, choices)}
            place = item.place("where", attribute.name, str(key))
            yield Fault(faults.NOT_A_CHOICE, place, str(key), facts)


def _check_operand(
    item: Item, attribute: Attribute, key: str, value: object, known: Known
) -> Iterator[Fault]:
    path = ("where", attribute.name, key)
    operator = _OPERATORS[key]
    if operator is Operator.MISSING:
        if not isinstance(value, bool):
            yield wrong_type(item, key, _("true or false"), "missing: true", *path)
    elif operator in THRESHOLDS and _is_amount(attribute):
        yield from _check_amount(item, attribute, value, *path)
    elif operator in THRESHOLDS:
        number = isinstance(value, int) and not isinstance(value, bool)
        if attribute.column.type not in _NUMBERS or not number:
            yield wrong_type(item, key, _("a whole number, of a column of numbers"), "1", *path)
    elif attribute.column.type is not FactType.DATE or not _is_day(item, value, known):
        days = [name for name, each in known.items() if each.column.type is FactType.DATE]
        expected = _("two days: one of {} or “end”").format(listed(days))
        yield wrong_type(item, key, expected, f"{key}: end", *path)


def _is_amount(attribute: Attribute) -> bool:
    return attribute.column.type is FactType.STEPS


def _check_amount(
    item: Item, attribute: Attribute, value: object, *path: str | int
) -> Iterator[Fault]:
    """A number with a unit of what the column measures; any unit where each row names its own."""
    yield from check_amount(item, attribute.name, UNITS.get(attribute.column.unit), value, *path)


def check_amount(
    item: Item, name: str, of: Unit | None, value: object, *path: str | int
) -> Iterator[Fault]:
    """That `value` is a number with its unit, alike to `of`."""
    try:
        _number, unit = quantity(value if isinstance(value, str) else "")
    except ValueError:
        unit = None
    if unit is None or (of is not None and not alike(unit, of)):
        of = of or UNITS["万元"]
        facts = {
            "column": name,
            "dimension": _(of.dimension.value),
            "example": f"10{_EXAMPLES.get(of.dimension, of.code)}",
        }
        yield Fault(faults.WITHOUT_UNIT, item.place(*path), str(value), facts)


def _is_day(item: Item, value: object, known: Known) -> bool:
    if value == END or (value == DUE and ("due",) in item.lines):
        return True
    return value in known and known[str(value)].column.type is FactType.DATE


def _check_value(item: Item, attribute: Attribute, value: object) -> Iterator[Fault]:
    column, path = attribute.column, ("where", attribute.name)
    if column.type is FactType.FLAG:
        if not isinstance(value, bool):
            yield wrong_type(item, attribute.name, _("true or false"), "true", *path)
    elif _is_amount(attribute):
        yield from _check_amount(item, attribute, value, *path)
    elif column.type in _NUMBERS:
        if not isinstance(value, int) or isinstance(value, bool):
            yield wrong_type(item, attribute.name, _("a whole number"), "1", *path)
    elif column.type is FactType.DATE or not isinstance(value, str):
        yield wrong_type(item, attribute.name, _("a code as text"), '"A"', *path)
    elif column.choices and value not in column.choices:
        choices = [choice for choice in column.choices if choice]
        facts = {
            "column": attribute.name,
            "choices": listed(choices),
            "hint": near(value, choices),
        }
        yield Fault(faults.IMPOSSIBLE_VALUE, item.place(*path), value, facts)
