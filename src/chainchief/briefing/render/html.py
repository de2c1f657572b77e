"""The document as one HTML file: a click on a figure opens the head of its receipt.

The file stands alone: no script, nothing from another host; the receipts open by `:target`, which
browsers as old as Chromium 100 know.
"""

from collections import defaultdict, deque
from html import escape

from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.render.paper import paper_of, title_of
from chainchief.briefing.render.rendering import RenderedDraft
from chainchief.briefing.resolve.receipt_heads import ReceiptHead, head_of
from chainchief.briefing.text.paragraphs import FoundFigure
from chainchief.core.i18n import ENGLISH, _, language

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


def to_html(made: RenderedDraft) -> str:
    """The draft as a standalone page."""
    numbers: dict[str, deque[int]] = defaultdict(deque)
    for one in made.placed:
        numbers[one.cited.citation.tag].append(one.number)

    def draw(_number: int, figure: FoundFigure, text: str) -> str:
        waiting = numbers[figure.tag]
        if not waiting:  # a template may hold figures of a document that it was made from
            return escape(text)
        number = waiting.popleft()
        return f'<a class="fig" id="f{number}" href="#r{number}">{escape(text)}</a>'

    paper = paper_of(made.document, read_back(made.document, made.name), draw)
    heads = "\n".join(
        _section(one.number, head_of(one.cited, made.context.source)) for one in made.placed
    )
    lang = "en" if language() == ENGLISH else "zh-Hans"
    title = title_of(made.document) or "ChainChief"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_CSS}{paper.sheet}</style>\n</head>\n<body>\n"
        f'<main class="paper">\n{paper.body}\n</main>\n{heads}\n</body>\n</html>\n'
    )


def _section(number: int, head: ReceiptHead) -> str:
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in head.lines
    )
    return (
        f'<section class="receipt" id="r{number}" aria-label="{escape(head.title)}">'
        f'<a href="#f{number}">{escape(_("Close"))}</a><dl>{lines}</dl></section>'
    )
