"""From the tags of a template to what will stand in their places; every fault at once.

This is the lint of templates, and the only way to a rendered document: what could not be answered
here is never rendered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from chainchief.briefing.calls import RELATIVE_SPANS, Call, near_to, parse_call
from chainchief.briefing.citations import (
    Citation,
    Comparison,
    span_can_be_cited,
)
from chainchief.briefing.gaps import gap
from chainchief.briefing.kinds import (
    ABSENT,
    NO_SUCH_CLAIM,
    UNKNOWN_CHAIN,
    UNKNOWN_DIVISION,
    UNKNOWN_INDICATOR,
    WRONG_ARGUMENT,
)
from chainchief.briefing.printing import printed
from chainchief.briefing.sources import Definition, FigureSource, NoFigure, is_absent
from chainchief.briefing.template import TagUse, Template, tags_of
from chainchief.core.approximations import Approximation
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import ENGLISH, _, language
from chainchief.core.spans import Month, Span
from chainchief.indicators.figures import Figure


@dataclass(frozen=True)
class Cited:
    """A figure as it will stand in the document."""

    citation: Citation
    figure: Figure
    definition: Definition
    text: str


@dataclass(frozen=True)
class Setting:
    """What a document is about when its tags do not say: the source, a unit, perhaps a chain."""

    source: FigureSource
    division: str
    chain: str = ""

    @cached_property
    def indicators(self) -> "dict[str, str]":
        return dict(self.source.indicators())

    @cached_property
    def divisions(self) -> "dict[str, str]":
        return dict(self.source.divisions())

    @cached_property
    def chains(self) -> "dict[str, str]":
        return dict(self.source.chains())


@dataclass
class Filling:
    """What each call of a template gives: figures by their call, and plain words.

    `gaps` are the faults for which a gap was left, where the draft may have gaps.
    """

    figures: dict[tuple[object, ...], Cited] = field(default_factory=dict)
    words: dict[tuple[object, ...], str] = field(default_factory=dict)
    has_counts: bool = False
    gaps: list[Fault] = field(default_factory=list)


def fill(template: Template, setting: Setting, *, with_gaps: bool = False) -> Filling:
    """Answer every tag of `template`; `FaultsError` with all that cannot be answered.

    With gaps, a figure that does not exist yet is words that mark its place, and no fault.
    """
    uses, faults = tags_of(template)
    filling = Filling()
    for use in uses:
        call, wrong = parse_call(use)
        faults += wrong
        if call is not None:
            found = _answer(call, use, setting, filling)
            missing = [fault for fault in found if with_gaps and fault.kind is ABSENT]
            for fault in missing:
                filling.words[call.key] = gap(str(fault.facts["name"]))
            filling.gaps += missing
            faults += [fault for fault in found if fault not in missing]
    if faults:
        raise FaultsError(faults)
    return filling


def _answer(call: Call, use: TagUse, setting: Setting, filling: Filling) -> list[Fault]:
    if call.key in filling.figures or call.key in filling.words:
        return []
    try:
        if call.function in _CITED:
            filling.figures[call.key] = _CITED[call.function](call, setting)
        elif call.function == "counts":
            filling.has_counts = True
        else:
            filling.words[call.key] = _WORDS[call.function](call, setting)
    except NoFigure as no:
        return [Fault(no.kind, use.place, use.source, no.facts)]
    except ManyNoFigures as several:
        return [Fault(no.kind, use.place, use.source, no.facts) for no in several.reasons]
    return []


class ManyNoFigures(Exception):  # noqa: N818 - several answers of the kind of NoFigure
    def __init__(self, reasons: list[NoFigure]) -> None:
        super().__init__(len(reasons))
        self.reasons = reasons


def _cited(call: Call, setting: Setting) -> Cited:
    citation = citation_of(call, setting)
    figure = _present(setting.source.figure(citation))
    shown = printed(figure, citation.approximation, citation.places)
    return Cited(citation, figure, setting.source.definition(citation), shown)


def _claimed(call: Call, setting: Setting) -> Cited:
    """The words of a claim that holds; one that does not is told like a figure that is missing."""
    code = call.text("code")
    claims = setting.source.claims()
    if code not in claims:
        raise NoFigure(NO_SUCH_CLAIM, code=code, hint=near_to(code, claims))
    division, chain = call.text("division", setting.division), call.text("chain", setting.chain)
    wrong = _unknown_cell(division, chain, setting)
    if wrong:
        raise ManyNoFigures(wrong)
    citation = Citation(code, setting.source.month, division=division, chain=chain)
    figure = _present(setting.source.figure(citation))
    return Cited(citation, figure, setting.source.definition(citation), call.text("text"))


def _present(figure: Figure) -> Figure:
    if is_absent(figure):
        raise NoFigure(ABSENT, name=figure.name, span=figure.span.label, reason=figure.absent)
    return figure


#: What stands in a control, by the function of its tag.
_CITED: dict[str, Callable[[Call, Setting], Cited]] = {
    "fig": _cited,
    "names": _cited,
    "claim": _claimed,
}


def citation_of(call: Call, setting: Setting) -> Citation:
    """The citation a `fig` call means; raises for codes that nobody knows, all together."""
    code, record = call.text("code"), call.text("record")
    division, chain = call.text("division", setting.division), call.text("chain", setting.chain)
    month = setting.source.month
    span = _span_of(call.text("span"), month)
    wrong = _unknown_codes(code, division, chain, setting)
    if span is not None and not span_can_be_cited(span, month):
        facts = {"function": "fig", "name": "span", "value": repr(str(span))}
        expected = _("a span that ends in {} or before").format(month)
        wrong.append(NoFigure(WRONG_ARGUMENT, **facts, expected=expected))
    wrong += _not_beside_comparison(call)
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
    )


def _not_beside_comparison(call: Call) -> list[NoFigure]:
    """A comparison is told in words of its own: no 余 and no decimals beside it."""
    beside = [name for name in ("approx", "places") if name in call.arguments]
    if "compare" not in call.arguments:
        return []
    expected = _("no {} beside compare")
    return [
        NoFigure(
            WRONG_ARGUMENT,
            function="fig",
            name=name,
            value=repr(call.arguments[name]),
            expected=expected.format(name),
        )
        for name in beside
    ]


def _span_of(text: str, month: Month) -> Span | None:
    if not text:
        return None
    relative = RELATIVE_SPANS.get(text)
    return relative(month) if relative else Span.parse(text)


def _unknown_codes(code: str, division: str, chain: str, setting: Setting) -> list[NoFigure]:
    wrong = []
    if code not in setting.indicators:
        wrong.append(NoFigure(UNKNOWN_INDICATOR, code=code, hint=near_to(code, setting.indicators)))
    return wrong + _unknown_cell(division, chain, setting)


def _unknown_cell(division: str, chain: str, setting: Setting) -> list[NoFigure]:
    wrong = []
    for check, given in ((_check_division, division), (_check_chain, chain)):
        try:
            check(given, setting)
        except NoFigure as no:
            wrong.append(no)
    return wrong


def _check_division(code: str, setting: Setting) -> str:
    if code in setting.divisions:
        return setting.divisions[code]
    codes_of = {name: known for known, name in setting.divisions.items()}
    hint = _(" (did you mean {}?)").format(codes_of[code]) if code in codes_of else ""
    raise NoFigure(
        UNKNOWN_DIVISION,
        code=code,
        snapshot=setting.source.snapshot,
        hint=hint or near_to(code, setting.divisions),
    )


def _check_chain(code: str, setting: Setting) -> str:
    if not code:
        return ""
    if code in setting.chains:
        return setting.chains[code]
    codes_of = {name: known for known, name in setting.chains.items()}
    hint = _(" (did you mean {}?)").format(codes_of[code]) if code in codes_of else ""
    raise NoFigure(
        UNKNOWN_CHAIN,
        code=code,
        snapshot=setting.source.snapshot,
        choices=listed(setting.chains),
        hint=hint or near_to(code, setting.chains),
    )


def _later(call: Call, setting: Setting, months: int) -> Month:
    return setting.source.month + int(call.arguments.get("later", 0)) * months


def _division_words(call: Call, setting: Setting) -> str:
    return _check_division(call.text("code", setting.division), setting)


def _chain_words(call: Call, setting: Setting) -> str:
    code = call.text("code", setting.chain)
    return _check_chain(code, setting) or _("all chains")


def months_to(month: Month) -> str:
    """1-11月, or January to November."""
    span = Span.year_to(month)
    if language() == ENGLISH:
        return span.label
    return f"1-{month.month}月" if month.month > 1 else "1月"


_WORDS: dict[str, Callable[[Call, Setting], str]] = {
    "month": lambda call, setting: _later(call, setting, 1).label,
    "year": lambda call, setting: str(_later(call, setting, 12).year),
    "span": lambda call, setting: months_to(setting.source.month),
    "division": _division_words,
    "chain": _chain_words,
    "snapshot": lambda call, setting: setting.source.snapshot,
    "cutoff": lambda call, setting: setting.source.cut_off,
}
