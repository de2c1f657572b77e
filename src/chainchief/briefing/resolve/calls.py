"""What a call means: the figure or claim it cites, checked against what the snapshot knows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from chainchief.briefing.citations import Citation, Comparison, span_can_be_cited
from chainchief.briefing.faults import (
    NO_SUCH_CLAIM,
    NO_UNITS,
    UNKNOWN_CHAIN,
    UNKNOWN_DIVISION,
    UNKNOWN_INDICATOR,
    WRONG_ARGUMENT,
    WRONG_METRIC_TYPE,
)
from chainchief.briefing.sources import FigureSource, NoFigure
from chainchief.briefing.template.calls import Call, did_you_mean, near_to
from chainchief.briefing.template.functions import FUNCTIONS
from chainchief.briefing.template.statements import CHAIN
from chainchief.core.approximations import Approximation
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span, span_meant
from chainchief.indicators.figures import Figure, MetricType
from chainchief.indicators.metric_type_words import metric_type_in_words


@dataclass(frozen=True)
class RenderContext:
    """What a document is about when its tags do not say: the source, a unit, perhaps a chain."""

    source: FigureSource
    division: str
    chain: str = ""
    #: What the list is over that a part of the document stands in, "" outside of lists.
    listed_over: str = ""

    def about(self, variable: str, code: str) -> "RenderContext":
        """The setting of one entry of a list: about this chain, or this unit."""
        if variable == CHAIN:
            return replace(self, chain=code, listed_over=variable)
        return replace(self, division=code, listed_over=variable)

    def meant(self, call: Call) -> Call:
        """`call` with the entry of the list that it is about written out."""
        if not self.listed_over:
            return call
        name = "code" if call.function == self.listed_over else self.listed_over
        if name not in FUNCTIONS[call.function].arguments or name in call.arguments:
            return call
        code = self.chain if self.listed_over == CHAIN else self.division
        return Call(call.function, {**call.arguments, name: code})

    @cached_property
    def indicators(self) -> "dict[str, str]":
        return dict(self.source.indicators())

    @cached_property
    def divisions(self) -> "dict[str, str]":
        return dict(self.source.divisions())

    @cached_property
    def chains(self) -> "dict[str, str]":
        return dict(self.source.chains())


class ManyNoFigures(Exception):  # noqa: N818 - several answers of the kind of NoFigure
    def __init__(self, reasons: list[NoFigure]) -> None:
        super().__init__(len(reasons))
        self.reasons = reasons


def citation_of(call: Call, context: RenderContext) -> Citation:
    """The citation a `fig` call means; raises for codes that nobody knows, all together."""
    code, record = call.text("code"), call.text("record")
    division, chain = call.text("division", context.division), call.text("chain", context.chain)
    month = context.source.month
    span = _span_of(call.text("span"), month)
    wrong = _unknown_codes(code, division, chain, context)
    if span is not None and not span_can_be_cited(span, month):
        facts = {"function": "fig", "name": "span", "value": repr(str(span))}
        expected = _("a span that ends in {} or before").format(month)
        wrong.append(NoFigure(WRONG_ARGUMENT, **facts, expected=expected))
    wrong += _excluded_by_comparison(call)
    if wrong:
        raise ManyNoFigures(wrong)
    return Citation(
        code=code,
        month=month,
        division="" if record else division,
        chain="" if record else chain,
        span=span,
        comparison=Comparison(call.text("compare")),
        approximation=Approximation(call.text("approx", Approximation.EXACT)),
        places=int(call.arguments["places"]) if "places" in call.arguments else None,
        record=record,
        as_names=call.function == "names",
        as_number="form" in call.arguments,
    )


def claim_citation_of(call: Call, context: RenderContext) -> Citation:
    """The citation of a claim, for the cell the call or the document is about."""
    code = call.text("code")
    claims = context.source.claims()
    if code not in claims:
        raise NoFigure(NO_SUCH_CLAIM, code=code, hint=near_to(code, claims))
    division, chain = call.text("division", context.division), call.text("chain", context.chain)
    wrong = _unknown_cell(division, chain, context)
    if wrong:
        raise ManyNoFigures(wrong)
    return Citation(code, context.source.month, division=division, chain=chain)


def _excluded_by_comparison(call: Call) -> list[NoFigure]:
    """A comparison is told in words of its own: no 余 beside it, decimals for its number alone."""
    as_number = "form" in call.arguments
    excluded = [name for name in ("approx", "places") if name in call.arguments]
    expected = _("no {} beside compare")
    if "compare" not in call.arguments:
        excluded = ["form"] if as_number else []
        expected = _("no {} without compare")
    elif as_number:
        excluded = [name for name in excluded if name == "approx"]
    return [
        NoFigure(
            WRONG_ARGUMENT,
            function="fig",
            name=name,
            value=repr(call.arguments[name]),
            expected=expected.format(name),
        )
        for name in excluded
    ]


def _span_of(text: str, month: Month) -> Span | None:
    if not text:
        return None
    return span_meant(text, month)


_NO_WORD = (MetricType.RANK, MetricType.STREAK)
_NO_SPAN = (MetricType.RECORD, MetricType.RANK, MetricType.STREAK)


def check_metric_type(figure: Figure, citation: Citation) -> None:
    """A word beside a rank, a span of one record: refused, whatever the number is."""
    if citation.comparison is not Comparison.NONE:
        return
    wrong = {
        "approx": citation.approximation is not Approximation.EXACT and figure.nature in _NO_WORD,
        "places": citation.places is not None and figure.nature in _NO_WORD,
        "span": citation.span is not None and figure.nature in _NO_SPAN,
    }
    metric_type = metric_type_in_words(figure.nature)
    reasons = [
        NoFigure(WRONG_METRIC_TYPE, name=figure.name, nature=metric_type, what=what)
        for what, is_wrong in wrong.items()
        if is_wrong
    ]
    if reasons:
        raise ManyNoFigures(reasons)


def _unknown_codes(code: str, division: str, chain: str, context: RenderContext) -> list[NoFigure]:
    wrong = []
    if code not in context.indicators:
        wrong.append(NoFigure(UNKNOWN_INDICATOR, code=code, hint=near_to(code, context.indicators)))
    return wrong + _unknown_cell(division, chain, context)


def _unknown_cell(division: str, chain: str, context: RenderContext) -> list[NoFigure]:
    wrong = []
    for check, given in ((check_division, division), (check_chain, chain)):
        try:
            check(given, context)
        except NoFigure as no:
            wrong.append(no)
    return wrong


def check_context(context: RenderContext) -> None:
    """`FaultsError` where the document is about a unit or chain that is not there: told once, and
    not at each of its tags."""
    if not context.divisions:
        facts = {"snapshot": context.source.snapshot}
        raise FaultsError([Fault(NO_UNITS, Place(), facts=facts)])
    wrong = _unknown_cell(context.division, context.chain, context)
    if wrong:
        raise FaultsError(Fault(no.kind, Place(), str(no.facts["code"]), no.facts) for no in wrong)


def check_division(code: str, context: RenderContext) -> str:
    """The unit's name; `NoFigure` where there is none of this code."""
    return _known(code, context.divisions, UNKNOWN_DIVISION, context)


def check_chain(code: str, context: RenderContext) -> str:
    """The chain's name, "" for all chains; `NoFigure` where there is none of this code."""
    return _known(code, context.chains, UNKNOWN_CHAIN, context) if code else ""


def _known(code: str, names: Mapping[str, str], unknown: FaultKind, context: RenderContext) -> str:
    if code in names:
        return names[code]
    of_that_name = [known for known, name in names.items() if name == code]
    hint = did_you_mean(of_that_name[-1]) if of_that_name else near_to(code, names)
    facts = {"code": code, "snapshot": context.source.snapshot, "choices": listed(names)}
    raise NoFigure(unknown, **facts, hint=hint)
