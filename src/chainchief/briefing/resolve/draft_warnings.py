"""What is told of a draft that could be made all the same: texts too long, figures without a time.

Limits are presets (`writing`). Lengths are characters without spaces, as offices count 字.
"""

import re
from collections.abc import Iterator

from chainchief.briefing.faults import NO_SPAN, TOO_LONG
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.briefing.text.wording_rules import Writing
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.indicators.figures import Figure, MetricType

_SENTENCE = re.compile(r"[^。!?\uff01\uff1f\n]+")
_SPACES = re.compile(r"[\s\u200b]+")
_TITLE = re.compile("标题|title|heading", re.IGNORECASE)
#: Words that say for which time what follows stands.
_TIME = re.compile(r"年|月|季度|以来|截至|截止|本期|当期|上半年|下半年")
#: Natures whose number means nothing without a span.
_SPANNED = (
    MetricType.FLOW,
    MetricType.CUMULATIVE_REPORT,
    MetricType.RATIO,
    MetricType.OFFICIAL,
    MetricType.DIFFERENCE,
)


def too_long(document: ReadDocument, styles: dict[int, str], rules: Writing) -> Iterator[Fault]:
    """Titles, sentences, paragraphs and the text that are longer than the rules have it.

    `styles` is the name of the style of each paragraph of the body, by its number.
    """
    body = [one for one in document.paragraphs if not one.part]
    for one in body:
        yield from _paragraph(one, styles.get(one.number, ""), document.name, rules)
    whole = sum(_length(one.text) for one in body)
    if whole > rules.text:
        facts = {"what": _("the whole text"), "length": whole, "limit": rules.text}
        yield Fault(TOO_LONG, ParagraphPlace(document.name), facts=facts)


def _paragraph(paragraph: ReadParagraph, style: str, file: str, rules: Writing) -> Iterator[Fault]:
    if _TITLE.search(style):
        parts = [(_("the title"), paragraph.text, rules.title)]
    else:
        sentences = [(_("the sentence"), s, rules.sentence) for s in _sentences(paragraph.text)]
        parts = [(_("the paragraph"), paragraph.text, rules.paragraph), *sentences]
    for what, text, limit in parts:
        if _length(text) > limit:
            place = ParagraphPlace(file, line=paragraph.number, column=f"{text.strip()[:12]}…")
            facts = {"what": what, "length": _length(text), "limit": limit}
            yield Fault(TOO_LONG, place, facts=facts)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _length(text: str) -> int:
    return len(_SPACES.sub("", text))


def without_a_time(
    document: ReadDocument, figures: "dict[str, Figure]", stated: set[str]
) -> Iterator[Fault]:
    """Figures of a span before which no word of the document says which time is meant.

    `figures` are those of the document by tag; `stated` the tags whose template gave a span.
    """
    warned: set[str] = set()
    says_when = False
    for paragraph in (one for one in document.paragraphs if not one.part):
        time = _TIME.search(paragraph.text)
        for stated_figure in paragraph.figures:
            figure = figures.get(stated_figure.tag)
            if (
                figure is None
                or stated_figure.tag in stated | warned
                or figure.nature not in _SPANNED
            ):
                continue
            if not says_when and (time is None or time.end() > stated_figure.start):
                warned.add(stated_figure.tag)
                place = ParagraphPlace(document.name, line=paragraph.number)
                facts = {"name": figure.name, "span": figure.span.label}
                yield Fault(NO_SPAN, place, stated_figure.text, facts)
        says_when = says_when or time is not None
