"""What a person should look at before a document goes out, each with the sentence it is about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chainchief.briefing.citations import Citation, Comparison
from chainchief.briefing.faults import ABSENT, FOR_THE_BUREAU
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.models import IssuedFigure
from chainchief.briefing.resolve.printing import printed_or_adopted
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument, ReadParagraph
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Figure, MetricType, Scope
from chainchief.web.documents.desk import Desk
from chainchief.web.frame.months import MonthState

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_LONGEST = 60
_GAP = "【待补："
#: Their note says among whom, of which list; beside other figures it says 快报.
_NOTED = (MetricType.RANK, MetricType.STREAK, MetricType.POSITION)


@dataclass(frozen=True)
class Caution:
    """One line: a word for its kind, what is the matter, and the sentence it is about."""

    kind: str
    words: str
    sentence: str = ""
    #: The id of the figure or paragraph in the paper; "" for what is about all of it.
    anchor: str = ""


def cautions_of(
    desk: Desk,
    state: MonthState,
    before: Figures | None = None,
    explained: Mapping[str, str] | None = None,
) -> list[Caution]:
    """Cautions: what is to be looked at; `before` are the figures of the revision before this one.

    `explained` says of numbers without a receipt why they stand there.
    """
    return [
        *_of_the_month(state),
        *_gaps(desk),
        *_of_figures(desk, before),
        *_of_the_draft(desk),
        *_unbound(desk, explained or {}),
    ]


def _of_the_month(state: MonthState) -> Iterator[Caution]:
    if not state.is_closed:
        words = _("{month} is not closed: reports still missing or not approved move its figures.")
        yield Caution(_("open month"), words.format(month=state.month.label))
    elif state.is_reopened:
        words = _("{month} is being revised: the figures are those of the revision before.")
        yield Caution(_("open month"), words.format(month=state.month.label))


def _gaps(desk: Desk) -> Iterator[Caution]:
    """Numbers that have not come: official ones not released, others not furnished."""
    why = {str(one.facts.get("name")): one.why for one in desk.warnings if one.kind is ABSENT}
    for paragraph in _body(desk.read):
        for start in _all(paragraph.text, _GAP):
            name = paragraph.text[start + len(_GAP) :].partition("】")[0]
            words = why.get(name) or _("{name} is still to come.").format(name=name)
            yield _at(paragraph, start, _("missing number"), words)


def _of_figures(desk: Desk, before: Figures | None) -> Iterator[Caution]:
    issued = _last_printed(desk)
    paragraphs = {one.number: one for one in _body(desk.read)}
    seen: set[tuple[str, str]] = set()
    for number, stated in enumerate(desk.read.figures, start=1):
        paragraph = None if stated.part else paragraphs.get(stated.paragraph)
        if paragraph is None or (stated.tag, stated.text) in seen:
            continue
        seen.add((stated.tag, stated.text))
        for kind, words in _of_figure(desk, stated, issued, before):
            yield Caution(kind, words, sentence_at(paragraph.text, stated.start), f"f{number}")


def _of_figure(
    desk: Desk, stated: FoundFigure, issued: dict[str, IssuedFigure], before: Figures | None
) -> Iterator[tuple[str, str]]:
    citation = stated.citation
    if citation is None:
        yield _("no receipt"), _("Its control does not say any more which figure it is.")
        return
    try:
        figure, now = _figure_now(desk, citation)
    except NoFigure as no:
        yield _("no receipt"), _(no.kind.why).format(**no.facts)
        return
    if not citation.is_claim and normal(now) != normal(stated.text):
        words = _("it says {printed}, the ledger gives {now}")
        yield _("differs from the ledger"), words.format(printed=stated.text, now=now)
    if figure.not_public:
        yield _("not public"), f"{figure.name}: {figure.not_public}"
    elif figure.note and citation.comparison is Comparison.NONE and figure.nature not in _NOTED:
        yield _("preliminary figure"), f"{figure.name}: {figure.note}"
    last = issued.get(citation.full)
    if last is not None and normal(last.printed) != normal(stated.text):
        words = _("“{document}” printed {printed}, this says {now}")
        facts = {"document": last.document.name, "printed": last.printed, "now": stated.text}
        yield _("has moved"), words.format(**facts)
    then = _before(citation, before)
    if then is not None and then.display != figure.display:
        words = _("{name} was {then} in {snapshot}, and is {now}")
        facts = {"name": figure.name, "then": then.display, "now": figure.display}
        yield _("has moved"), words.format(**facts, snapshot=then.snapshot)


def _figure_now(desk: Desk, citation: Citation) -> tuple[Figure, str]:
    """The figure, and what a document would print for it today."""
    with desk.lock:
        figure = desk.written.figure(citation)
        if is_absent(figure) or citation.is_claim:
            return figure, figure.display or "—"
        return figure, printed_or_adopted(figure, citation, desk.written)[0]


def _before(citation: Citation, before: Figures | None) -> Figure | None:
    """The same plain figure in the revision before; of others nobody would know by heart."""
    is_plain = citation.comparison is Comparison.NONE and citation.span is None
    if before is None or citation.record or citation.is_claim or not is_plain:
        return None
    return before.get(citation.code, Scope(citation.division, citation.chain))


def _last_printed(desk: Desk) -> dict[str, IssuedFigure]:
    """By citation, what the document issued last printed for a figure of this one."""
    cited = {one.citation.full[:255] for one in desk.read.figures if one.citation}
    rows = IssuedFigure.objects.filter(
        document__month=str(desk.month), citation__in=sorted(cited)
    ).select_related("document")
    return {one.citation: one for one in rows.order_by("document__issued_at", "-position")}


def _of_the_draft(desk: Desk) -> Iterator[Caution]:
    """What the rules of writing have to say; what is not public is told beside its figure."""
    paragraphs = {one.number: one for one in _body(desk.read)}
    for fault in desk.warnings:
        if fault.kind in (ABSENT, FOR_THE_BUREAU):
            continue
        paragraph = paragraphs.get(fault.place.line or 0)
        start = _start(paragraph, fault) if paragraph else 0
        words = f"{fault.why}{_('; ')}{fault.remedy}"
        yield (
            _at(paragraph, start, _("wording of the text"), words)
            if paragraph
            else Caution(_("wording of the text"), words)
        )


def _start(paragraph: ReadParagraph, fault: Fault) -> int:
    shown = fault.value or fault.place.column.rstrip("…")
    return max(paragraph.text.find(shown), 0)


def _unbound(desk: Desk, explained: Mapping[str, str]) -> Iterator[Caution]:
    paragraphs = {one.number: one for one in _body(desk.read)}
    for one in desk.unbound:
        if one.part or one.paragraph not in paragraphs:
            continue
        why = explained.get(one.text, "")
        words = _("{number} has no receipt: bind it to a figure, or explain it.")
        shown = f"{one.text}{_(': ')}{why}" if why else words.format(number=one.text)
        kind = _("explained number") if why else _("no receipt")
        yield _at(paragraphs[one.paragraph], one.start, kind, shown)


def _body(read: ReadDocument) -> Iterator[ReadParagraph]:
    return (one for one in read.paragraphs if not one.part)


def _at(paragraph: ReadParagraph, start: int, kind: str, words: str) -> Caution:
    return Caution(kind, words, sentence_at(paragraph.text, start), f"p{paragraph.number}")


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def sentence_at(text: str, position: int) -> str:
    """The sentence that holds this character, shortened at its ends where it is long."""
    for match in _SENTENCE.finditer(text):
        if match.start() <= position < match.end():
            return _shortened(match[0].strip(), position - match.start())
    return _shortened(text.strip(), 0)


def _shortened(sentence: str, position: int) -> str:
    start = max(0, min(position - _LONGEST // 2, len(sentence) - _LONGEST))
    shown = sentence[start : start + _LONGEST]
    before, after = "…" if start else "", "…" if start + _LONGEST < len(sentence) else ""
    return f"{before}{shown}{after}"
