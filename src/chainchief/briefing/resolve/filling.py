"""From the tags of a template to what will stand in their places; every fault at once.

This is the lint of templates, and the only way to a rendered document: what could not be answered
here is never rendered.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from chainchief.briefing.citations import Citation
from chainchief.briefing.faults import ABSENT, NOT_COMPARABLE, WOULD_LIE
from chainchief.briefing.resolve.block_values import codes_of, condition_holds
from chainchief.briefing.resolve.calls import (
    ManyNoFigures,
    RenderContext,
    check_chain,
    check_context,
    check_division,
    check_metric_type,
    citation_of,
    claim_citation_of,
)
from chainchief.briefing.resolve.gaps import gap, may_wait
from chainchief.briefing.resolve.printing import printed_or_adopted
from chainchief.briefing.sources import Definition, NoFigure, Wording, is_absent
from chainchief.briefing.template.blocks import Block, Node, blocks_of
from chainchief.briefing.template.calls import Call, parse_call
from chainchief.briefing.template.tags import TagUse, Template, tags_of
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import ENGLISH, _, language
from chainchief.core.spans import Month, Span
from chainchief.indicators.figures import Figure

_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+")


@dataclass(frozen=True)
class Cited:
    """A figure as it will stand in the document."""

    citation: Citation
    figure: Figure
    definition: Definition
    text: str
    wording: Wording | None = None


@dataclass
class Filling:
    """What each call of a template gives: figures by their call, and plain words.

    `gaps` are the faults for which a gap was left, where the draft may have gaps.
    """

    figures: dict[tuple[object, ...], Cited] = field(default_factory=dict)
    words: dict[tuple[object, ...], str] = field(default_factory=dict)
    has_counts: bool = False
    gaps: list[Fault] = field(default_factory=list)
    with_gaps: bool = False


def fill(template: Template, context: RenderContext, *, with_gaps: bool = False) -> Filling:
    """Answer every tag of `template`; `FaultsError` with all that cannot be answered.

    With gaps, a figure that does not exist yet, or whose word would not be true, is words that
    mark its place, and no fault.
    """
    check_context(context)
    uses, faults = tags_of(template)
    nodes, misplaced = blocks_of(uses)
    context.source.expect(codes_in(uses))
    filling = Filling(with_gaps=with_gaps)
    faults += misplaced
    faults += _walk(nodes, context, filling)
    if faults:
        raise FaultsError(_in_order(faults, uses))
    return filling


def codes_in(uses: Iterable[TagUse]) -> set[str]:
    """Every code that stands in a tag, whether or not an indicator has it."""
    return {code for use in uses for code in _CODE.findall(use.inner)}


def _in_order(faults: list[Fault], uses: list[TagUse]) -> list[Fault]:
    """Each fault once, in the order of the text; those of no tag first."""
    where = {str(use.place): number for number, use in reversed(list(enumerate(uses)))}
    once = list({(fault.code, str(fault.place), fault.text): fault for fault in faults}.values())
    return sorted(once, key=lambda fault: where.get(str(fault.place), -1))


def _walk(
    nodes: Iterable[Node], context: RenderContext, filling: Filling, *, stands: bool = True
) -> Iterator[Fault]:
    """The faults of these nodes; what does not stand is checked as far as no value is needed."""
    for node in nodes:
        if isinstance(node, Block):
            walk = _list if node.statement.over is not None else _branches
            yield from walk(node, context, filling, stands)
            continue
        call, wrong = parse_call(node)
        yield from wrong
        if call is not None:
            yield from _tag(context.meant(call), node, context, filling, stands)


def _tag(
    call: Call, use: TagUse, context: RenderContext, filling: Filling, stands: bool
) -> Iterator[Fault]:
    into = filling if stands else Filling()
    for fault in _answer(call, use, context, into):
        if not stands and fault.kind in (ABSENT, WOULD_LIE, NOT_COMPARABLE):
            continue
        if stands and filling.with_gaps and may_wait(fault):
            filling.words[call.key] = gap(fault)
            filling.gaps.append(fault)
        else:
            yield fault


def _branches(
    block: Block, context: RenderContext, filling: Filling, stands: bool
) -> Iterator[Fault]:
    holds, faults = condition_holds(block, context)
    yield from faults
    yield from _walk(block.then, context, filling, stands=stands and holds)
    yield from _walk(block.otherwise, context, filling, stands=stands and not holds)


def _list(block: Block, context: RenderContext, filling: Filling, stands: bool) -> Iterator[Fault]:
    codes, faults = codes_of(block, context)
    yield from faults
    for code in codes:
        about = context.about(block.statement.variable, code)
        yield from _walk(block.then, about, filling, stands=stands)
    if not codes:
        yield from _walk(block.then, context, filling, stands=False)


def _answer(call: Call, use: TagUse, context: RenderContext, filling: Filling) -> list[Fault]:
    if call.key in filling.figures:
        return []
    try:
        if call.function in _CITED:
            filling.figures[call.key] = _CITED[call.function](call, context)
        elif call.function == "counts":
            filling.has_counts = True
        else:
            filling.words[call.key] = _WORDS[call.function](call, context)
    except NoFigure as no:
        return [Fault(no.kind, use.place, use.source, no.facts)]
    except ManyNoFigures as several:
        return [Fault(no.kind, use.place, use.source, no.facts) for no in several.reasons]
    return []


def _cited(call: Call, context: RenderContext) -> Cited:
    citation = citation_of(call, context)
    figure = _present(context.source.figure(citation))
    check_metric_type(figure, citation)
    shown, wording = printed_or_adopted(figure, citation, context.source)
    return Cited(citation, figure, context.source.definition(citation), shown, wording)


def _claimed(call: Call, context: RenderContext) -> Cited:
    """The words of a claim that holds; one that does not is told like a figure that is missing."""
    citation = claim_citation_of(call, context)
    figure = _present(context.source.figure(citation))
    return Cited(citation, figure, context.source.definition(citation), call.text("text"))


def _present(figure: Figure) -> Figure:
    if is_absent(figure):
        raise NoFigure(ABSENT, name=figure.name, span=figure.span.label, reason=figure.absent)
    return figure


#: What stands in a control, by the function of its tag.
_CITED: dict[str, Callable[[Call, RenderContext], Cited]] = {
    "fig": _cited,
    "names": _cited,
    "claim": _claimed,
}


def _later(call: Call, context: RenderContext, months: int) -> Month:
    return context.source.month + int(call.arguments.get("later", 0)) * months


def _division_words(call: Call, context: RenderContext) -> str:
    return check_division(call.text("code", context.division), context)


def _chain_words(call: Call, context: RenderContext) -> str:
    code = call.text("code", context.chain)
    return check_chain(code, context) or _("all chains")


def months_to(month: Month) -> str:
    """1-11月, or January to November."""
    span = Span.year_to(month)
    if language() == ENGLISH:
        return span.label
    return f"1-{month.month}月" if month.month > 1 else "1月"


_WORDS: dict[str, Callable[[Call, RenderContext], str]] = {
    "month": lambda call, context: _later(call, context, 1).label,
    "year": lambda call, context: str(_later(call, context, 12).year),
    "span": lambda call, context: months_to(context.source.month),
    "division": _division_words,
    "chain": _chain_words,
    "snapshot": lambda call, context: context.source.snapshot,
    "cutoff": lambda call, context: context.source.cut_off,
    "anchor": lambda call, context: context.source.anchor or "—",
}
