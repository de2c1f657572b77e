"""The few pieces of WordprocessingML (ECMA-376 part 1, clause 17) that this room reads and writes.

A figure is a run-level *rich text* content control (w:sdt, 17.5.2.31) with a bookmark inside.
LibreOffice 7.4 drops the control's tag when it saves, and triples the text of plain-text controls;
the bookmark survives there, and through it the tag is found again in the document's properties.
A control is never bound by its bookmark alone: the control must still be there.
"""

import copy
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.part import Part, XmlPart
from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = "http://www.w3.org/XML/1998/namespace"
BOOKMARK = "_cc_"
#: Between controls that touch each other.
NO_WIDTH = "\u200b"
#: The bookmarks at the beginning and the end of the appendix of a review copy.
APPENDIX, APPENDIX_END = "_cc_appendix", "_cc_appendix_end"
#: What stands for a character without being text. A hyphen that must not break joins a span's ends.
_CHARACTERS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}

Element = Any


def qn(name: str) -> str:
    """`w:p` in the notation of lxml."""
    return f"{{{_W}}}{name.removeprefix('w:')}"


@dataclass(frozen=True)
class TextPart:
    """A part of a document with paragraphs; `label` is "" for the body."""

    part: Part
    root: Element
    label: str
    is_filled: bool

    def store(self) -> None:
        """Write the tree back where the part keeps bytes and not a tree."""
        if not isinstance(self.part, XmlPart):
            self.part._blob = etree.tostring(
                self.root, xml_declaration=True, encoding="UTF-8", standalone=True
            )


_LABELS = {
    "header+xml": ("the header", True),
    "footer+xml": ("the footer", True),
    "footnotes+xml": ("the footnotes", True),
    "endnotes+xml": ("the endnotes", False),
    "comments+xml": ("the comments", False),
}


def parts_with_text(document: Document) -> list[TextPart]:
    """The body first, then headers, footers and notes, by name."""
    parts = [TextPart(document.part, document.element.body, "", True)]
    for part in sorted(document.part.package.iter_parts(), key=lambda one: str(one.partname)):
        for ending, (label, is_filled) in _LABELS.items():
            if part.content_type.endswith(f"wordprocessingml.{ending}"):
                parts.append(TextPart(part, root_of(part), label, is_filled))
    return parts


def xml_parts(document: Document) -> list[TextPart]:
    """Every part that is XML, whatever it is for."""
    parts = document.part.package.iter_parts()
    return [
        TextPart(part, root_of(part), str(part.partname), False)
        for part in parts
        if part.content_type.endswith("xml")
    ]


def root_of(part: Part) -> Element:
    if isinstance(part, XmlPart):
        return part.element
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(part.blob, parser)


def pieces_of(element: Element) -> Iterator[tuple[Element, str]]:
    """The text pieces below `element` in order; deleted text (w:delText) is not text.

    A paragraph inside another (a text box) has its own text and is left out, and so is the
    fallback copy that Word keeps of a drawing.
    """
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = local_name(child)
        if name == "t":
            yield child, child.text or ""
        elif name in _CHARACTERS:
            yield child, _CHARACTERS[name]
        elif name not in ("p", "del", "moveFrom", "Fallback", "rPr", "pPr", "sdtPr"):
            yield from pieces_of(child)


def local_name(element: Element) -> str:
    """The name of an element without its namespace, "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_copy(paragraph: Element) -> bool:
    """Whether it stands in the fallback that Word keeps of a drawing, beside the drawing itself."""
    return any(local_name(above) == "Fallback" for above in paragraph.iterancestors())


def text_of(element: Element) -> str:
    return "".join(text for _element, text in pieces_of(element))


def replace_texts(paragraph: Element, replaced: Iterable[tuple[int, int, str]]) -> None:
    """Put each text in the place of these characters, in the run where they begin.

    `replaced` are start, end and text, none of them over another.
    """
    cuts = deque(sorted(one for one in replaced if one[0] < one[1]))
    position, pending = 0, ""
    for piece, words in list(pieces_of(paragraph)):
        first, position = position, position + len(words)
        kept, rest = pending, 0
        while cuts and cuts[0][0] < position:
            start, end, text = cuts[0]
            kept += words[rest : max(start - first, 0)] + (text if start >= first else "")
            rest = min(end, position) - first
            if end > position:
                break
            cuts.popleft()
        if not rest and not pending:
            continue
        if piece.tag == qn("w:t"):
            piece.text, pending = kept + words[rest:], ""
            piece.set(f"{{{_XML}}}space", "preserve")
        else:
            piece.getparent().remove(piece)
            pending = kept


def replace_text(paragraph: Element, start: int, end: int, text: str = "") -> None:
    """Put `text` in the place of these characters, in the run where they begin."""
    replace_texts(paragraph, [(start, end, text)])


def make(name: str, attributes: "dict[str, str] | None" = None, *children: Element) -> Element:
    element = etree.Element(qn(name), nsmap={"w": _W})
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    element.extend(children)
    return element


def run(text: str, properties: Element | None = None) -> Element:
    """A run with `text`, in the formatting of `properties` (a w:rPr)."""
    piece = make("w:t")
    piece.text = text
    piece.set(f"{{{_XML}}}space", "preserve")
    made = make("w:r", None, piece)
    if properties is not None:
        made.insert(0, copy.deepcopy(properties))
    return made


def control(
    *, number: int, tag: str, alias: str, text: str, bookmark_id: int, properties: Element | None
) -> Element:
    """The content control of a figure: tag, name, and the printed text inside a bookmark."""
    settings = make("w:sdtPr")
    if properties is not None:
        settings.append(copy.deepcopy(properties))
    settings.append(make("w:alias", {"w:val": alias[:64]}))
    settings.append(make("w:tag", {"w:val": tag}))
    settings.append(make("w:id", {"w:val": str(910_000_000 + number)}))
    marks = {"w:id": str(bookmark_id)}
    return make(
        "w:sdt",
        None,
        settings,
        make(
            "w:sdtContent",
            None,
            make("w:bookmarkStart", {**marks, "w:name": f"{BOOKMARK}{number}"}),
            run(text, properties),
            make("w:bookmarkEnd", marks),
        ),
    )


def appendix_of(body: Element) -> list[Element]:
    """The elements from the mark of the appendix to that of its end, both marks included.

    Two marks and not a bookmark around: LibreOffice breaks bookmarks at the edges of tables. Both
    may stand in a control that somebody put around the whole text.
    """
    first, last = _mark(body, APPENDIX), _mark(body, APPENDIX_END)
    if first is None or last is None:
        return []
    above = [last, *last.iterancestors()]
    holder = next(one for one in first.iterancestors() if one in above)
    start, end = _child_above(first, holder), _child_above(last, holder)
    children = list(holder)
    return children[children.index(start) : children.index(end) + 1]


def _mark(body: Element, name: str) -> Element | None:
    marks = body.iter(qn("w:bookmarkStart"))
    return next((mark for mark in marks if mark.get(qn("w:name")) == name), None)


def _child_above(element: Element, holder: Element) -> Element:
    """The child of `holder` that `element` is or stands in."""
    return next(one for one in (element, *element.iterancestors()) if one.getparent() is holder)


def largest_bookmark_id(root: Element) -> int:
    ids = (str(mark.get(qn("w:id"), "")) for mark in root.iter(qn("w:bookmarkStart")))
    return max((int(one) for one in ids if one.isascii() and one.isdigit()), default=0)
