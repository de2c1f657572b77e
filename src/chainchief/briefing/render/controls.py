"""Placing: what a tag means is written in its place, a figure in a control of its own.

No engine of templates runs: only a tag that the lint has read is replaced, and whatever else a
document holds (field codes, deleted text, attributes) stays the text that it was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.document import Document

from chainchief.briefing.docx.ooxml import (
    NO_WIDTH,
    Element,
    control,
    is_copy,
    largest_bookmark_id,
    make,
    parts_with_text,
    qn,
    replace_texts,
    run,
)
from chainchief.briefing.resolve.filling import Cited, Filling
from chainchief.briefing.resolve.origins import Counts, counted
from chainchief.briefing.template.calls import parse_call
from chainchief.briefing.template.tags import (
    MARK_CLOSE,
    MARK_OPEN,
    TagUse,
    comments_below,
    tags_below,
)

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
#: Numbers of drawings from here on are ours.
_REPEATED = 910_000
_MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
_MARKS = str.maketrans("", "", MARK_OPEN + MARK_CLOSE)
#: The place of the number of figures, which is known only when all are placed.
_COUNTS = f"{MARK_OPEN}0{MARK_CLOSE}"


@dataclass(frozen=True)
class Placed:
    """A figure in its place: its number in the document, its control, whether in the body."""

    number: int
    cited: Cited
    element: Element
    in_body: bool


def place(document: Document, filling: Filling) -> list[Placed]:
    """Write the answer of every tag in its place; the figures in the order of the text."""
    placed: list[Placed] = []
    for part in parts_with_text(document):
        if not part.is_filled:
            continue
        called = _written(part.root, filling)
        _bind(part.root, called, placed, in_body=not part.label)
        _keep_apart(part.root)
        _number_drawings(part.root)
        part.store()
    _tell_counts(document, placed, filling)
    return placed


def counts_of(placed: Iterable[Placed]) -> Counts:
    """Counts of the figures by source; the words of a claim are none."""
    figures = [one.cited for one in placed if not one.cited.citation.is_claim]
    return counted(cited.figure.nature for cited in figures)


def _written(root: Element, filling: Filling) -> list[Cited]:
    """Put words, and marks of figures, in the place of tags; the figures by their marks."""
    called: list[Cited] = []
    by_paragraph: dict[Element, list[tuple[int, int, str]]] = {}
    for piece in root.iter(qn("w:t")):
        piece.text = (piece.text or "").translate(_MARKS)
    for use in tags_below(root)[0]:
        answer = _answer(use, filling, called)
        by_paragraph.setdefault(use.paragraph, []).append((use.start, use.end, answer))
    for paragraph, start, end in comments_below(root):
        by_paragraph.setdefault(paragraph, []).append((start, end, ""))
    for paragraph, answers in by_paragraph.items():
        replace_texts(paragraph, answers)
    return called


def _answer(use: TagUse, filling: Filling, called: list[Cited]) -> str:
    call, _faults = parse_call(use)
    assert call is not None  # noqa: S101 - the lint has read it
    if call.function == "counts":
        return _COUNTS
    if call.key not in filling.figures:
        return filling.words[call.key]
    called.append(filling.figures[call.key])
    return f"{MARK_OPEN}{len(called)}{MARK_CLOSE}"


def _bind(root: Element, called: list[Cited], placed: list[Placed], *, in_body: bool) -> None:
    """Put a control in the place of every mark, in the formatting of the run it stood in."""
    bookmark = largest_bookmark_id(root) + 1
    for piece in list(root.iter(qn("w:t"))):
        if MARK_OPEN in (piece.text or ""):
            before = len(placed)
            _split(piece, called, placed, bookmark, in_body=in_body)
            bookmark += len(placed) - before


def _split(
    piece: Element, called: list[Cited], placed: list[Placed], bookmark: int, *, in_body: bool
) -> None:
    """Divide the run of `piece` at its marks."""
    old = piece.getparent()
    if old.tag != qn("w:r"):  # text outside of a run, as some converters write it
        old = make("w:r")
        piece.addprevious(old)
        old.append(piece)
    formatting, stands_in_copy = old.find(qn("w:rPr")), is_copy(old)
    before, after = list(piece.itersiblings(preceding=True))[::-1], list(piece.itersiblings())
    parts = [*_rest(old, before)]
    for index, text in enumerate(_MARK.split(piece.text)):
        if index % 2 == 0 or text == "0":
            words = _COUNTS if index % 2 else text
            parts += [run(words, formatting)] if words else []
            continue
        cited = called[int(text) - 1]
        if stands_in_copy:
            parts.append(run(cited.text, formatting))
            continue
        number = len(placed) + 1
        element = control(
            number=number,
            tag=cited.citation.tag,
            alias=cited.figure.name,
            text=cited.text,
            bookmark_id=bookmark,
            properties=formatting,
        )
        bookmark += 1
        placed.append(Placed(number, cited, element, in_body))
        parts.append(element)
    for part in (*parts, *_rest(old, after)):
        old.addprevious(part)
    old.getparent().remove(old)


def _rest(old: Element, children: list[Element]) -> Iterator[Element]:
    """What else stood in the run (a break, a tab, another text), in a run of the same form."""
    children = [one for one in children if one.tag != qn("w:rPr")]
    if children:
        made = run("", old.find(qn("w:rPr")))
        made.remove(made[-1])
        made.extend(children)
        yield made


def _keep_apart(root: Element) -> None:
    """A space of no width between neighbours: LibreOffice nests controls that touch, and at its
    second save drops them."""
    for element in list(root.iter(qn("w:sdt"))):
        following = element.getnext()
        if following is not None and following.tag == qn("w:sdt"):
            element.addnext(run(NO_WIDTH))


def _number_drawings(root: Element) -> None:
    """A drawing that a list repeated gets a number of its own: Word takes no two alike."""
    seen: set[str] = set()
    for drawing in root.iter(_DRAWING):
        number = drawing.get("id", "")
        if number in seen and not is_copy(drawing):
            drawing.set("id", str(_REPEATED + len(seen)))
        seen.add(drawing.get("id", ""))


def _tell_counts(document: Document, placed: list[Placed], filling: Filling) -> None:
    """Say at the end how many figures there are, or where the template wants it said."""
    if not placed and not filling.has_counts:
        return
    sentence = counts_of(placed).text
    if not filling.has_counts:
        document.add_paragraph().add_run(sentence)
        return
    for part in parts_with_text(document):
        for piece in part.root.iter(qn("w:t")):
            if _COUNTS in (piece.text or ""):
                piece.text = piece.text.replace(_COUNTS, sentence)
        part.store()
