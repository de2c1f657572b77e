"""The text of a document as HTML: its paragraphs and tables, each figure drawn by whoever shows it.

What a document says of faces, sizes and indents becomes classes and a sheet of CSS of its own:
a page may stand under a policy that lets no element carry a style of its own. A document may come
from elsewhere, so nothing of it reaches the sheet but names, numbers and colours.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.exceptions import InvalidXmlError
from docx.text.paragraph import Paragraph

from chainchief.briefing.docx.ooxml import Element, pieces_of, qn
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument, ReadParagraph

_FALLBACKS = {
    "方正小标宋简体": '"方正小标宋_GBK","Noto Serif CJK SC",SimSun,serif',
    "仿宋_GB2312": '"仿宋",FangSong,STFangsong,"Noto Serif CJK SC",serif',
    "楷体_GB2312": '"楷体",KaiTi,STKaiti,"LXGW WenKai","Noto Serif CJK SC",serif',
    "黑体": 'SimHei,"Noto Sans CJK SC",sans-serif',
}
_TAB = "&emsp;"
_ALIGN = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}
_NOT_IN_A_NAME = re.compile(r"[^\w \-]")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_MARKS = (("w:b", "b"), ("w:i", "i"), ("w:u", "u"))
_OFF = {"0", "false", "off", "none"}

#: HTML of a figure: its number in the document from 1, where it was found, the text in its place.
Draw = Callable[[int, FoundFigure, str], str]
#: HTML that stands behind the words of a paragraph; "" for nothing.
Margin = Callable[[ReadParagraph], str]


@dataclass(frozen=True)
class Paper:
    """The text as HTML, and the CSS of the classes in it; each selector begins with `.paper`."""

    body: str
    sheet: str


def paper_of(
    document: Document, read: ReadDocument, draw: Draw, margin: Margin = lambda _paragraph: ""
) -> Paper:
    """The body of `document`, of which `read` was read back; paragraph n has the id `pn`."""
    writer = _Writer(document, read, draw, margin)
    body = "\n".join(writer.blocks(document.element.body))
    return Paper(body, "".join(f".paper p.{name}{{{css}}}\n" for css, name in writer.names()))


@dataclass
class _Writer:
    document: Document
    read: ReadDocument
    draw: Draw
    margin: Margin
    _styles: dict[str, str] = field(default_factory=dict)
    _forms: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        paragraphs = self.document.element.body.iter(qn("w:p"))
        self._numbers = {element: number for number, element in enumerate(paragraphs, start=1)}
        self._paragraphs = {one.number: one for one in self.read.paragraphs if not one.part}
        self._figures: dict[int, list[tuple[int, FoundFigure]]] = {}
        for number, figure in enumerate(self.read.figures, start=1):
            if not figure.part:
                self._figures.setdefault(figure.paragraph, []).append((number, figure))

    def names(self) -> Iterator[tuple[str, str]]:
        """(css, class): styles first, so that what a paragraph says itself prevails."""
        yield from ((css, name) for name, css in self._styles.items() if css)
        yield from self._forms.items()

    def blocks(self, parent: Element) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                rows = (_own(line, "w:tc") for line in _own(child, "w:tr"))
                lines = "".join(f"<tr>{''.join(map(self._cell, row))}</tr>" for row in rows)
                yield f"<table>{lines}</table>"
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
                yield from self.blocks(child)

    def _cell(self, cell: Element) -> str:
        return f"<td>{''.join(self.blocks(cell))}</td>"

    def _paragraph(self, element: Element) -> str:
        paragraph = Paragraph(element, self.document._body)
        number = self._numbers[element]
        words = "".join(_words(element, self._figures.get(number, ()), self.draw))
        classes = [self._style(paragraph.style)]
        own = _css_text(_form_css(paragraph.paragraph_format) | _rules_css(element))
        if own:
            classes.append(self._forms.setdefault(own, f"d{len(self._forms)}"))
        if _is_apart(paragraph) and _TAB in words:
            words = "".join(f"<span>{part}</span>" for part in words.split(_TAB, 1))
            classes.append("apart")
        read = self._paragraphs.get(number)
        margin = self.margin(read) if read is not None else ""
        return f'<p id="p{number}" class="{" ".join(classes)}">{words}{margin}</p>'

    def _style(self, style: Any) -> str:
        name = f"s{style.element.getparent().index(style.element)}"
        if name not in self._styles:
            self._styles[name] = _style_css(style)
        return name


def _own(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, not those of a table within."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _own(child, name)


def _words(
    element: Element, numbered: Sequence[tuple[int, FoundFigure]], draw: Draw
) -> Iterator[str]:
    """The text of a paragraph in pieces, the figures in it drawn."""
    waiting, at, held = deque(numbered), 0, ""
    for piece, words in pieces_of(element):
        start, at = at, at + len(words)
        position = start
        while position < at:
            number, figure = waiting[0] if waiting else (0, None)
            if figure is None or position < figure.start:
                stop = at if figure is None else min(at, figure.start)
                yield _marked(words[position - start : stop - start], piece)
            else:
                stop = min(at, figure.end)
                held += words[position - start : stop - start]
                if stop >= figure.end:
                    yield draw(number, figure, held)
                    held = ""
                    waiting.popleft()
            position = max(stop, position + 1)


def _marked(words: str, piece: Element) -> str:
    """Words in bold, slanted or underlined as their run is."""
    text = escape(words).replace("\n", "<br>").replace("\t", _TAB)
    properties = piece.getparent().find(qn("w:rPr"))
    if text and properties is not None:
        for name, tag in _MARKS:
            mark = properties.find(qn(name))
            if mark is not None and mark.get(qn("w:val")) not in _OFF:
                text = f"<{tag}>{text}</{tag}>"
    return text


def _is_apart(paragraph: Paragraph) -> bool:
    """Whether a tab pushes what follows to the right edge."""
    stops = paragraph.paragraph_format.tab_stops
    return any(_said(stop, "alignment") == WD_TAB_ALIGNMENT.RIGHT for stop in stops)


def _said(form: Any, name: str) -> Any:
    """What a form says; None where it says something that no reader of Word's files knows."""
    try:
        return getattr(form, name)
    except (InvalidXmlError, ValueError, KeyError, TypeError):
        return None


def _rules_css(element: Element) -> dict[str, str]:
    """The rules above and below a paragraph."""
    css = {}
    for side in ("top", "bottom"):
        rule = element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn(f'w:{side}')}")
        if rule is not None:
            size, said = rule.get(qn("w:sz"), "4"), rule.get(qn("w:color"), "")
            colour = said if _COLOUR.fullmatch(said) else "000000"
            points = int(size) / 8 if size.isascii() and size.isdecimal() else 0.5
            css[f"border-{side}"] = f"{points:g}pt solid #{colour}"
    return css


def _style_css(style: Any) -> str:
    """What a style and those it is based on say, as CSS."""
    chain = [style]
    while (base := chain[-1].base_style) is not None and len(chain) < _MOST_BASES:
        chain.append(base)
    css: dict[str, str] = {}
    for one in reversed(chain):
        css.update(_font_css(one.font))
        css.update(_form_css(one.paragraph_format))
    return _css_text(css)


#: A style may be based on one that is based on it, in a file from elsewhere.
_MOST_BASES = 20


def _css_text(css: Mapping[str, str]) -> str:
    return ";".join(f"{key}:{value}" for key, value in css.items())


def _font_css(font: Any) -> dict[str, str]:
    css = {}
    name, size, colour = (_said(font, one) for one in ("name", "size", "color"))
    if name:
        face = _NOT_IN_A_NAME.sub("", name)
        css["font-family"] = f'"{face}",{_FALLBACKS.get(face, "serif")}'
    if size:
        css["font-size"] = f"{size.pt:g}pt"
    if _said(font, "bold"):
        css["font-weight"] = "bold"
    if colour is not None and _said(colour, "rgb") is not None:
        css["color"] = f"#{colour.rgb}"
    return css


def _form_css(form: Any) -> dict[str, str]:
    css = {}
    alignment, first, line, right = (
        _said(form, one)
        for one in ("alignment", "first_line_indent", "line_spacing", "right_indent")
    )
    if alignment in _ALIGN:
        css["text-align"] = _ALIGN[alignment]
    if first is not None:
        css["text-indent"] = f"{first.pt:.1f}pt"
    if line is not None and not isinstance(line, float):
        css["line-height"] = f"{line.pt:g}pt"
    if right is not None:
        css["padding-right"] = f"{right.pt:.1f}pt"
    return css


def title_of(document: Document) -> str:
    """The first paragraph in the style of a title, else the first with text; "" without any."""
    written = [one for one in document.paragraphs if one.text.strip()]
    titled = [one for one in written if _is_title(one)]
    return (titled or written)[0].text.strip() if written else ""


def _is_title(paragraph: Paragraph) -> bool:
    return "标题" in str(paragraph.style.name if paragraph.style else "")
