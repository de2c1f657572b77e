"""What a block comes to: does its condition hold, and over which codes does its list go?"""

from fractions import Fraction

from chainchief.briefing.faults import ABSENT, COUNTS_NOTHING_SUCH, NOT_COMPARABLE
from chainchief.briefing.resolve.calls import (
    ManyNoFigures,
    RenderContext,
    citation_of,
    claim_citation_of,
)
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.briefing.template.blocks import Block
from chainchief.briefing.template.calls import Call
from chainchief.core.faults import Fault

#: A condition that asks for one of these is answered with no; other faults are faults.
_MEANS_NO = (ABSENT, NOT_COMPARABLE)


def condition_holds(block: Block, context: RenderContext) -> tuple[bool, list[Fault]]:
    """Whether the condition holds; what is wrong with its questions."""
    faults: list[Fault] = []

    def ask(call: Call) -> bool:
        try:
            return _answer(call, context)
        except NoFigure as no:
            faults.extend(_faults(block, [] if no.kind in _MEANS_NO else [no]))
        except ManyNoFigures as several:
            faults.extend(_faults(block, several.reasons))
        return False

    condition = block.statement.condition
    return (condition is not None and condition.holds(ask)), faults


def codes_of(block: Block, context: RenderContext) -> tuple[list[str], list[Fault]]:
    """The codes of what the list's indicator counts, each once, in order."""
    call = block.statement.over
    if call is None:
        return [], []
    try:
        return _counted(call, block.statement.variable, context), []
    except NoFigure as no:
        return [], _faults(block, [no])
    except ManyNoFigures as several:
        return [], _faults(block, several.reasons)


def _faults(block: Block, reasons: list[NoFigure]) -> list[Fault]:
    use = block.use
    return [Fault(no.kind, use.place, use.source, no.facts) for no in reasons]


def _answer(call: Call, context: RenderContext) -> bool:
    of = claim_citation_of if call.function == "holds" else citation_of
    figure = context.source.figure(of(call, context))
    if call.function not in ("reaches", "first"):
        return not is_absent(figure)
    number = call.arguments["number"]
    assert not isinstance(number, str)  # noqa: S101 - the lint has checked its type
    if call.function == "first":
        return context.source.is_first(of(call, context), Fraction(number))
    return figure.reaches(number * figure.unit.steps)


def _counted(call: Call, variable: str, context: RenderContext) -> list[str]:
    citation = citation_of(call, context)
    figure = context.source.figure(citation)
    lines = context.source.receipt(citation).contributions if figure.value else ()
    if any(line.kind != variable for line in lines):
        raise NoFigure(COUNTS_NOTHING_SUCH, name=figure.name, variable=variable)
    return sorted({line.code for line in lines})
