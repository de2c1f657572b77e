"""What a tag says: one call of one of our functions with constants, checked before anything runs.

The tag is parsed, never evaluated, so whatever else it may contain is told as a fault.
"""

import ast
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from chainchief.briefing.faults import (
    MISSING_ARGUMENT,
    NOT_A_CALL,
    SYNTAX,
    UNKNOWN_ARGUMENT,
    UNKNOWN_FUNCTION,
    WRONG_ARGUMENT,
)
from chainchief.briefing.template.functions import (
    FUNCTIONS,
    Argument,
    Function,
    Value,
)
from chainchief.briefing.template.tags import TagUse
from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultKind
from chainchief.core.i18n import _
from chainchief.core.spans import Span, is_relative

#: Input methods of Chinese write these inside a tag; the tag means the plain ones.
PLAIN = str.maketrans("“”‘’\uff08\uff09\uff0c\uff1d\uff02\uff07\u3000\u00a0", "\"\"''(),=\"'  ")


@dataclass(frozen=True)
class Call:
    """A checked call: every argument known, of the right type, by its name."""

    function: str
    arguments: Mapping[str, Value] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        return str(self.arguments.get(name, default))

    @property
    def key(self) -> tuple[object, ...]:
        """The same for calls that mean the same."""
        return (self.function, *sorted(self.arguments.items()))


class WrongTag(Exception):  # noqa: N818 - becomes a fault at the tag's place
    def __init__(self, kind: FaultKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind, self.facts = kind, facts


def parse_call(use: TagUse) -> tuple[Call | None, list[Fault]]:
    """The call of a tag, or its faults; all faults of one tag together."""
    try:
        function, given = _read(use)
    except WrongTag as wrong:
        return None, [Fault(wrong.kind, use.place, use.source, wrong.facts)]
    problems = list(problems_of(function, given))
    faults = [Fault(kind, use.place, use.source, facts) for kind, facts in problems]
    return (None, faults) if faults else (Call(function.name, given), [])


def _read(use: TagUse) -> "tuple[Function, dict[str, Value]]":
    return called(expression(use.inner), FUNCTIONS)


def expression(text: str) -> ast.expr:
    """The expression in a tag, parsed and not evaluated; `WrongTag` where it cannot be read."""
    try:
        return ast.parse(text.translate(PLAIN).strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as wrong:
        reason = wrong.msg if isinstance(wrong, SyntaxError) else str(wrong)
        raise WrongTag(SYNTAX, reason=_reason(text, reason)) from None


def called(
    node: ast.expr, functions: Mapping[str, Function]
) -> "tuple[Function, dict[str, Value]]":
    """The call that `node` is, of one of these functions."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise WrongTag(NOT_A_CALL, choices=listed(functions))
    name = node.func.id
    if name not in functions:
        near = near_to(name, functions)
        raise WrongTag(UNKNOWN_FUNCTION, name=name, choices=listed(functions), hint=near)
    return functions[name], _arguments(functions[name], node)


def _reason(inner: str, reason: str) -> str:
    """The reason in words of the office where the usual slips are recognised."""
    text = inner.translate(PLAIN)
    if text.count("(") != text.count(")"):
        return _("a bracket is missing")
    if text.count('"') % 2 or text.count("'") % 2:
        return _("a quotation mark is missing")
    if not text.strip():
        return _("it is empty")
    return _("near {!r}").format(text.strip()[:24]) if reason else _("it is empty")


def _arguments(function: Function, node: ast.Call) -> "dict[str, Value]":
    names = list(function.arguments)
    given: dict[str, Value] = {}
    for index, argument in enumerate(node.args):
        if index >= len(names):
            raise WrongTag(
                UNKNOWN_ARGUMENT,
                function=function.name,
                name=ast.unparse(argument),
                choices=listed(names) or _("none"),
                hint="",
            )
        given[names[index]] = _constant(argument)
    for keyword in node.keywords:
        if keyword.arg is None:
            raise WrongTag(NOT_A_CALL, choices=listed(FUNCTIONS))
        given[keyword.arg] = _constant(keyword.value)
    return given


def _constant(node: ast.expr) -> Value:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        value = None
    if isinstance(value, float) and math.isfinite(value):
        value = Fraction(repr(value))  # the decimals as typed
    if isinstance(value, bool) or not isinstance(value, str | int | Fraction):
        raise WrongTag(NOT_A_CALL, choices=listed(FUNCTIONS))
    return value


def problems_of(
    function: Function, given: Mapping[str, Value]
) -> Iterable[tuple[FaultKind, dict[str, object]]]:
    names = listed(function.arguments) or _("none")
    for name, value in given.items():
        argument = function.arguments.get(name)
        facts: dict[str, object] = {"function": function.name, "name": name}
        if argument is None:
            hint = near_to(name, function.arguments)
            yield UNKNOWN_ARGUMENT, {**facts, "choices": names, "hint": hint}
        elif not _fits(name, value, argument):
            expected = listed(argument.choices) or argument.expected
            yield WRONG_ARGUMENT, {**facts, "value": repr(value), "expected": expected}
    for name, argument in function.arguments.items():
        if argument.required and name not in given:
            yield (
                MISSING_ARGUMENT,
                {"function": function.name, "name": name, "expected": argument.expected},
            )


def _fits(name: str, value: Value, argument: Argument) -> bool:
    if not isinstance(value, argument.type):
        return False
    if argument.choices:
        return value in argument.choices
    if name == "span":
        return is_relative(str(value)) or _is_span(str(value))
    if name == "number":
        return True
    if isinstance(value, int):
        return -9 <= value <= 9 if name == "places" else abs(value) <= 120
    return argument.may_be_empty or bool(value)


def _is_span(text: str) -> bool:
    try:
        Span.parse(text)
    except WrongUseError:
        return False
    return True


def near_to(name: str, known: Iterable[str]) -> str:
    """`; did you mean …?` where something known is near, else ""."""
    near = alike(name, list(known), most=1, cutoff=0.5)
    return did_you_mean(near[0]) if near else ""


def did_you_mean(code: str) -> str:
    return _(" (did you mean {}?)").format(code)
