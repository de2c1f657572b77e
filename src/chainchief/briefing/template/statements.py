"""Statements of templates: conditions (`{% if … %}`) and lists (`{% for … %}`).

Like tags they are parsed and never evaluated: a condition is made of our questions with `and`, `or`
and `not`, a list goes over what an indicator counts.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chainchief.briefing.faults import NOT_A_STATEMENT
from chainchief.briefing.template.calls import (
    PLAIN,
    Call,
    WrongTag,
    called,
    expression,
    problems_of,
)
from chainchief.briefing.template.functions import LISTS, QUESTIONS, Function
from chainchief.briefing.template.tags import TagUse
from chainchief.core.faults import Fault

IF, ELSE, ENDIF, FOR, ENDFOR = "if", "else", "endif", "for", "endfor"
ENDS = {IF: ENDIF, FOR: ENDFOR}
#: What a list can be over; its paragraphs are then about one of these.
CHAIN, DIVISION = "chain", "division"
_FOR = re.compile(rf"for\s+({CHAIN}|{DIVISION})\s+in\s+(.+)", re.DOTALL)


@dataclass(frozen=True)
class ConditionTerm:
    """One question of a condition."""

    call: Call

    def holds(self, ask: Callable[[Call], bool]) -> bool:
        return ask(self.call)


@dataclass(frozen=True)
class Not:
    part: "Condition"

    def holds(self, ask: Callable[[Call], bool]) -> bool:
        return not self.part.holds(ask)


@dataclass(frozen=True)
class Joined:
    """Several conditions of which all must hold, or any."""

    parts: "tuple[Condition, ...]"
    all_of_them: bool

    def holds(self, ask: Callable[[Call], bool]) -> bool:
        answers = [part.holds(ask) for part in self.parts]  # every one is asked, for its faults
        return all(answers) if self.all_of_them else any(answers)


Condition = ConditionTerm | Not | Joined


@dataclass(frozen=True)
class Statement:
    """A statement as parsed: its word, and what it asks or goes over."""

    word: str
    condition: Condition | None = None
    variable: str = ""
    over: Call | None = None


def parse_statement(use: TagUse) -> tuple[Statement | None, list[Fault]]:
    """The statement of a `{% … %}`, or its faults."""
    try:
        statement = _read(use.inner.translate(PLAIN).strip())
    except WrongTag as wrong:
        return None, [Fault(wrong.kind, use.place, use.source, wrong.facts)]
    faults = [
        Fault(kind, use.place, use.source, facts)
        for call, functions in _calls(statement)
        for kind, facts in problems_of(functions[call.function], call.arguments)
    ]
    return (None, faults) if faults else (statement, [])


def _read(text: str) -> Statement:
    if text in (ELSE, ENDIF, ENDFOR):
        return Statement(text)
    if text.startswith(("if ", "if(")):
        return Statement(IF, condition=_condition(expression(text.removeprefix("if"))))
    over = _FOR.fullmatch(text)
    if over is None:
        raise WrongTag(NOT_A_STATEMENT)
    function, given = called(expression(over[2]), LISTS)
    return Statement(FOR, variable=over[1], over=Call(function.name, given))


def _condition(node: ast.expr) -> Condition:
    if isinstance(node, ast.BoolOp):
        parts = tuple(_condition(part) for part in node.values)
        return Joined(parts, isinstance(node.op, ast.And))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return Not(_condition(node.operand))
    function, given = called(node, QUESTIONS)
    return ConditionTerm(Call(function.name, given))


def _calls(statement: Statement) -> "Iterator[tuple[Call, dict[str, Function]]]":
    if statement.over is not None:
        yield statement.over, LISTS
    if statement.condition is not None:
        for call in questions_of(statement.condition):
            yield call, QUESTIONS


def questions_of(condition: Condition) -> Iterator[Call]:
    """Every question that a condition asks, in the order of its text."""
    match condition:
        case ConditionTerm(call):
            yield call
        case Not(part):
            yield from questions_of(part)
        case Joined(parts):
            for part in parts:
                yield from questions_of(part)
