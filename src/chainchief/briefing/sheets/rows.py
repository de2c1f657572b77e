"""核实单 and 答问参考: what is signed before a document goes out, and what may be asked about it.

The verification sheet takes the document sentence by sentence: the figures in it, what each counts,
which office answers for it, and a box to sign. The question sheet takes it figure by figure: the
definition, the change on last year, the largest records, and what a journalist may ask.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chainchief.briefing.citations import Comparison
from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.render.rendering import RenderedDraft
from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.resolve.receipt_heads import amount_of, largest_contributions
from chainchief.briefing.sources import FigureSource, NoFigure, is_absent
from chainchief.briefing.text.paragraphs import ReadParagraph
from chainchief.core.i18n import _
from chainchief.core.units import Dimension
from chainchief.indicators.figures import MetricType, Receipt
from chainchief.indicators.receipts.naming import as_named_to_anybody

_SENTENCE = re.compile(r"[^。]+。?")
_ABOUT_DATA = "数据说明"


@dataclass(frozen=True)
class Sentence:
    """A sentence of the document with the figures in it, in their order."""

    text: str
    figures: tuple[Cited, ...]


@dataclass(frozen=True)
class Answer:
    """What to know of one figure before somebody asks: labels and texts, in reading order."""

    name: str
    printed: str
    lines: tuple[tuple[str, str], ...]


def sentences(made: RenderedDraft) -> list[Sentence]:
    """The sentences of a draft that hold a figure, a name or a claim."""
    document = read_content(made.content(), "draft")
    by_tag = {one.cited.citation.tag: one.cited for one in made.placed}
    body = [each for each in document.paragraphs if not each.part]
    return [sentence for paragraph in body for sentence in _sentences_of(paragraph, by_tag)]


def _sentences_of(paragraph: ReadParagraph, by_tag: Mapping[str, Cited]) -> Iterator[Sentence]:
    if paragraph.text.startswith(_ABOUT_DATA):
        return
    for match in _SENTENCE.finditer(paragraph.text):
        inside = [
            by_tag[figure.tag]
            for figure in paragraph.figures
            if match.start() <= figure.start < match.end() and figure.tag in by_tag
        ]
        if inside:
            yield Sentence(match[0].replace("\u200b", "").strip(), tuple(inside))


def provider_of(cited: Cited, source: FigureSource) -> str:
    """The office that answers for a figure: who furnished or released it, else the ledger's own."""
    lines = source.receipt(cited.citation).contributions
    shown = lines[0].attributes if lines else {}
    for name in ("office", "source", "publisher"):
        if shown.get(name):
            return str(shown[name])
    return _("computed from the ledger")


def answers(made: RenderedDraft) -> list[Answer]:
    """Answers about each figure of the draft, once however often it stands there."""
    source = made.context.source
    by_tag: dict[str, Answer] = {}
    for one in made.placed:
        if not one.cited.citation.is_claim:
            by_tag.setdefault(one.cited.citation.tag, _answer(one.cited, source))
    return list(by_tag.values())


def _answer(cited: Cited, source: FigureSource) -> Answer:
    figure = cited.figure
    receipt = source.receipt(cited.citation)
    lines = [
        (_("Definition"), cited.definition.text),
        (_("Span"), figure.span.label),
        (_("Provided by"), provider_of(cited, source)),
        (_("Change on last year"), _change(cited, source)),
        (_("Records"), str(figure.records)),
    ]
    if figure.records > 1 and figure.nature in _SUMMED:
        lines.append((_("Largest contributions"), _largest(receipt)))
    lines.append((_("May be asked"), _(_QUESTIONS.get(figure.nature, _PLAIN))))
    return Answer(figure.name, cited.text, tuple(lines))


def _largest(receipt: Receipt) -> str:
    """By their names, as somebody says them who is asked: codes and single units are no answer."""
    lines = largest_contributions(as_named_to_anybody(receipt))
    if receipt.figure.unit.dimension is Dimension.COUNT:
        return "、".join(line.label for line in lines)
    return "；".join(f"{line.label}\uff08{amount_of(line, receipt)}\uff09" for line in lines)


def _change(cited: Cited, source: FigureSource) -> str:
    """Against the same period of last year, or why that is not told."""
    if cited.citation.comparison is not Comparison.NONE or cited.citation.record:
        return "—"
    yearly = replace(
        cited.citation,
        comparison=Comparison.YOY_DIFFERENCE,
        as_names=False,
        places=None,
    )
    yearly = replace(yearly, approximation=type(yearly.approximation).EXACT)
    try:
        change = source.figure(yearly)
    except NoFigure as no:
        return _(no.kind.why).format(**no.facts)
    return change.absent if is_absent(change) else change.display


#: Natures whose records add up to the figure.
_SUMMED = (MetricType.FLOW, MetricType.STOCK, MetricType.CUMULATIVE_REPORT)
_PLAIN = "Which records are these, and what was left out?"
_QUESTIONS = {
    MetricType.FLOW: "What counts as one, and are things counted on two lists counted twice?",
    MetricType.STOCK: "As at which day, and how many came and went in the year?",
    MetricType.CUMULATIVE_REPORT: (
        "Is this since January, who verified it, and is it the statistics?"
    ),
    MetricType.RATIO: "What is divided by what, and are both of the same projects?",
    MetricType.DIFFERENCE: "Of which two numbers is it the difference?",
    MetricType.GROWTH: "Over which base, and are both of the same records?",
    MetricType.MEMBERS: "Which of them are they, and by which threshold?",
    MetricType.POSITION: "Among whom, by which number, and who stands ahead?",
    MetricType.OFFICIAL: "Who released it, on which basis, flash or final?",
    MetricType.FURNISHED: "Which office furnished it, and who confirmed it?",
    MetricType.RANK: "Among whom, and is the rank shared?",
    MetricType.STREAK: "Whose list is it, and is each year's edition at hand?",
}
