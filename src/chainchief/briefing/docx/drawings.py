"""What stands beside the text of a document: charts, diagrams, drawings, descriptions, worksheets.

Their words and numbers are read like paragraphs, under the paragraph that they are anchored in.
What cannot be read (a picture, the file of another program) is told, so that nobody believes it
was.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.part import Part
from lxml import etree

from chainchief.briefing.docx.charts import chart_texts, chart_words, texts_within
from chainchief.briefing.docx.ooxml import (
    Element,
    TextPart,
    is_copy,
    local_name,
    parts_with_text,
    qn,
    root_of,
)
from chainchief.briefing.docx.worksheets import NotReadError, rows_of
from chainchief.briefing.text.paragraphs import ReadParagraph, UnreadablePlace

_DIAGRAM = "diagramData+xml"
_CHARTS = ("drawingml.chart+xml", "ms-office.chartex+xml")
_SHAPES = "chartshapes+xml"
_DESCRIBED = ("docPr", "cNvPr")
_TABLE_WORDS = (qn("w:tblCaption"), qn("w:tblDescription"))
_VML = "{urn:schemas-microsoft-com:vml}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES = ("blip", "imagedata")
_OBJECTS = ("OLEObject", "control")


def drawn_paragraphs(document: Document) -> tuple[list[ReadParagraph], list[UnreadablePlace]]:
    """All of it in the order of the text; what no place leads to comes last, without one."""
    drawn_texts = _DrawnTexts()
    for part in parts_with_text(document):
        if part.label != "the comments":
            _walk(part, drawn_texts)
    for other in document.part.package.iter_parts():
        _read_part(other, None, drawn_texts)
    return drawn_texts.texts, drawn_texts.unread


@dataclass
class _DrawnTexts:
    texts: list[ReadParagraph] = field(default_factory=list)
    unread: list[UnreadablePlace] = field(default_factory=list)
    seen: set[object] = field(default_factory=set)

    def say(self, label: str, paragraph: int | None, texts: Iterable[str]) -> None:
        """Each text once in its paragraph: programs repeat a description at every level."""
        for text in texts:
            key = (label, paragraph, text)
            if text.strip() and key not in self.seen:
                self.seen.add(key)
                self.texts.append(ReadParagraph(label, paragraph or 0, text))

    def miss(self, what: str, part: str, paragraph: int | None) -> None:
        self.unread.append(UnreadablePlace(what, part, paragraph))


def _walk(part: TextPart, drawn_texts: _DrawnTexts) -> None:
    number = 0
    for element in part.root.iter():
        name = local_name(element)
        if element.tag == qn("w:p"):
            number += 1
        elif name in _WITH_TEXTS and not is_copy(element):
            _element(element, name, part, number, drawn_texts)
        elif element.get("alt") and str(element.tag).startswith(_VML) and not is_copy(element):
            drawn_texts.say("a description", number, [element.get("alt")])


def _element(
    element: Element, name: str, part: TextPart, number: int, drawn_texts: _DrawnTexts
) -> None:
    if name in _DESCRIBED:
        texts = (element.get(one, "") for one in ("descr", "title"))
        drawn_texts.say("a description", number, texts)
    elif element.tag in _TABLE_WORDS:
        drawn_texts.say("a description", number, [element.get(qn("w:val"), "")])
    elif name == "textpath":
        drawn_texts.say("WordArt", number, [element.get("string", "")])
    elif name == "lockedCanvas":
        drawn_texts.say("a drawing", number, texts_within(element))
    elif name == "ddList":
        list_entries = element.iter(qn("w:listEntry"))
        drawn_texts.say("a form field", number, (one.get(qn("w:val"), "") for one in list_entries))
    elif name in _PICTURES:
        if _target(part, element, "embed", "id", "link", "pict") is not None:
            drawn_texts.miss("a picture", part.label, number)
    else:
        target = _target(part, element, "id", "dm")
        if target is not None:
            _read_part(target, number, drawn_texts)
        elif name in _OBJECTS:
            drawn_texts.miss("an object of another program", part.label, number)


_WITH_TEXTS = frozenset(
    (
        *(*_DESCRIBED, *_PICTURES, *_OBJECTS),
        *("tblCaption", "tblDescription", "textpath", "lockedCanvas", "ddList", "chart", "relIds"),
    )
)


def _target(part: TextPart, element: Element, *names: str) -> Part | None:
    """The part that an element leads to by the first of these attributes it has."""
    for name in names:
        relation = part.part.rels.get(element.get(f"{_RELATIONS}{name}", ""))
        if relation is not None and not relation.is_external:
            return relation.target_part
    return None


def _read_part(
    part: Part, paragraph: int | None, drawn_texts: _DrawnTexts, shown: Container[str] = ()
) -> None:
    """What a part says, once; a picture or a part of another kind says nothing here.

    `shown` is what the chart before it shows already.
    """
    where, kind = str(part.partname), part.content_type
    if where in drawn_texts.seen:
        return
    drawn_texts.seen.add(where)
    if kind.endswith(_CHARTS):
        root = root_of(part)
        drawn_texts.say("a chart", paragraph, chart_texts(root))
        for relation in part.rels.values():
            if not relation.is_external:
                _read_part(relation.target_part, paragraph, drawn_texts, chart_words(root))
    elif kind.endswith(_SHAPES):
        drawn_texts.say("a chart", paragraph, texts_within(root_of(part)))
    elif kind.endswith(_DIAGRAM):
        drawn_texts.say("a diagram", paragraph, texts_within(root_of(part)))
    elif "/embeddings/" in where or "/activeX/" in where:
        _embedded(part, paragraph, drawn_texts, shown)


def _embedded(
    part: Part, paragraph: int | None, drawn_texts: _DrawnTexts, shown: Container[str]
) -> None:
    try:
        rows = list(rows_of(part.blob))
    except (NotReadError, etree.XMLSyntaxError):
        drawn_texts.miss("an object of another program", "", paragraph)
        return
    hidden = ([text for text in row if text not in shown] for row in rows)
    drawn_texts.say("an embedded worksheet", paragraph, ("；".join(row) for row in hidden))
