"""The document as one HTML file: a click on a figure opens the head of its receipt.

The file stands alone: no script, nothing from another host; the receipts open by `:target`, which
browsers as old as Chromium 100 know.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.exceptions import InvalidXmlError
from docx.text.paragraph import Paragraph

from chainchief.briefing.docx.ooxml import Element, pieces_of, qn
from chainchief.briefing.render.controls import Placed
from chainchief.briefing.render.rendering import RenderedDraft
from chainchief.briefing.resolve.receipt_heads import ReceiptHead, head_of
from chainchief.core.i18n import ENGLISH, _, language

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
_CSS = """
body{margin:0;background:#eceff1;color:#111}
main{box-sizing:border-box;max-width:210mm;margin:1rem auto;padding:37mm 26mm 35mm 28mm;
background:#fff;box-shadow:0 1px 6px rgba(0,0,0,.25)}
p{margin:0;min-height:1em;overflow-wrap:anywhere;white-space:pre-wrap}
p.apart{display:flex;justify-content:space-between}
table{border-collapse:collapse;width:100%}td{border:1px solid #777;padding:.2em .4em}
a.fig{color:inherit;text-decoration:underline dotted #0b5394;text-underline-offset:.2em}
a.fig:hover,a.fig:focus{background:#e3f0fb}
section.receipt{display:none;position:fixed;left:0;right:0;bottom:0;max-height:60vh;overflow:auto;
background:#fff;border-top:3px solid #0b5394;box-shadow:0 -2px 12px rgba(0,0,0,.3);
font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;padding:1rem 2rem}
section.receipt:target{display:block}
.receipt dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}
.receipt dt{color:#555}.receipt dd{margin:0;overflow-wrap:anywhere}
@media (max-width:60em){main{padding:8mm 5mm}}
@media print{body{background:#fff}main{box-shadow:none;margin:0}section.receipt{display:none}}
"""


#: Control → the figure's number in the document, and the address of its own page.
Links = Mapping[int, tuple[int, str]]
#: The address of a figure's own page; "" where its receipt opens in the document.
Door = Callable[[Placed], str]


def to_html(made: RenderedDraft, door: Door = lambda _placed: "") -> str:
    """The draft as a standalone page; where figures have pages elsewhere, `door` leads there."""
    numbers = {id(one.element): (one.number, door(one)) for one in made.placed}
    styles: dict[str, str] = {}
    text = "\n".join(_blocks(made.document, made.document.element.body, numbers, styles))
    heads = "\n".join(
        _section(one.number, head_of(one.cited, made.context.source)) for one in made.placed
    )
    sheet = _CSS + "".join(f"p.{name}{{{css}}}\n" for name, css in styles.items())
    lang = "en" if language() == ENGLISH else "zh-Hans"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(_title(made))}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
        f"<main>\n{text}\n</main>\n{heads}\n</body>\n</html>\n"
    )


def _title(made: RenderedDraft) -> str:
    """The first paragraph in the style of a title, else the first with text."""
    written = [one for one in made.document.paragraphs if one.text.strip()]
    titled = [one for one in written if "标题" in str(one.style.name if one.style else "")]
    return (titled or written)[0].text.strip() if written else "ChainChief"


def _blocks(
    document: Document, parent: Element, numbers: Links, styles: dict[str, str]
) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield _paragraph(document, child, numbers, styles)
        elif child.tag == qn("w:tbl"):
            rows = "".join(
                "<tr>" + "".join(_cell(document, cell, numbers, styles) for cell in row) + "</tr>"
                for row in (_own(line, "w:tc") for line in _own(child, "w:tr"))
            )
            yield f"<table>{rows}</table>"
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _blocks(document, child, numbers, styles)


def _own(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, not those of a table within."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _own(child, name)


def _cell(document: Document, cell: Element, numbers: Links, styles: dict[str, str]) -> str:
    return f"<td>{''.join(_blocks(document, cell, numbers, styles))}</td>"


def _paragraph(document: Document, element: Element, numbers: Links, styles: dict[str, str]) -> str:
    paragraph = Paragraph(element, document._body)
    style_of = paragraph.style
    name = f"s{style_of.element.getparent().index(style_of.element)}"
    if name not in styles:
        styles[name] = _style_css(style_of)
    own = _css_text(_form_css(paragraph.paragraph_format) | _rules_css(element))
    style = f' style="{escape(own)}"' if own else ""
    words = "".join(_inline(element, numbers))
    if _is_apart(paragraph) and _TAB in words:
        words = "".join(f"<span>{part}</span>" for part in words.split(_TAB, 1))
        name += " apart"
    return f'<p class="{name}"{style}>{words}</p>'


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
            size, colour = rule.get(qn("w:sz"), "4"), rule.get(qn("w:color"), "000000")
            points = int(size) / 8 if size.isdecimal() else 0.5
            css[f"border-{side}"] = f"{points:g}pt solid #{colour}"
    return css


def _inline(element: Element, numbers: Links) -> Iterator[str]:
    for child in element:
        link = numbers.get(id(child))
        if link is not None:
            text = "".join(text for _piece, text in pieces_of(child))
            yield _link(*link, text)
        elif child.tag == qn("w:r"):
            yield _run(child)
        elif isinstance(child.tag, str) and child.tag not in (qn("w:pPr"), qn("w:del")):
            yield from _inline(child, numbers)


def _link(number: int, address: str, text: str) -> str:
    where = f'href="{escape(address)}" target="_top"' if address else f'href="#r{number}"'
    return f'<a class="fig" id="f{number}" {where}>{escape(text)}</a>'


def _run(element: Element) -> str:
    text = escape("".join(text for _piece, text in pieces_of(element)))
    text = text.replace("\n", "<br>").replace("\t", _TAB)
    properties = element.find(qn("w:rPr"))
    if text and properties is not None:
        for name, tag in (("w:b", "b"), ("w:i", "i"), ("w:u", "u")):
            if properties.find(qn(name)) is not None:
                text = f"<{tag}>{text}</{tag}>"
    return text


def _style_css(style: Any) -> str:
    """What a style and those it is based on say, as CSS."""
    chain = [style]
    while chain[-1].base_style is not None:
        chain.append(chain[-1].base_style)
    css: dict[str, str] = {}
    for one in reversed(chain):
        css.update(_font_css(one.font))
        css.update(_form_css(one.paragraph_format))
    return _css_text(css)


def _css_text(css: Mapping[str, str]) -> str:
    return ";".join(f"{key}:{value}" for key, value in css.items())


def _font_css(font: Any) -> dict[str, str]:
    css = {}
    name, size, colour = (_said(font, one) for one in ("name", "size", "color"))
    if name:
        css["font-family"] = f'"{name}",{_FALLBACKS.get(name, "serif")}'
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


def _section(number: int, head: ReceiptHead) -> str:
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in head.lines
    )
    return (
        f'<section class="receipt" id="r{number}" aria-label="{escape(head.title)}">'
        f'<a href="#f{number}">{escape(_("Close"))}</a><dl>{lines}</dl></section>'
    )
