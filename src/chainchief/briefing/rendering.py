"""Rendering: a template, a month's figures, and a document whose every figure has a control."""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docx.document import Document

from chainchief.briefing import properties
from chainchief.briefing.appendix import add_appendix
from chainchief.briefing.calls import Call
from chainchief.briefing.citing import Setting
from chainchief.briefing.counting import Counts, counted
from chainchief.briefing.demo_mark import mark_demo
from chainchief.briefing.filling import Cited, Filling, fill
from chainchief.briefing.functions import FUNCTIONS
from chainchief.briefing.jinja import OfficeTemplate, sandbox
from chainchief.briefing.ooxml import (
    Element,
    control,
    is_copy,
    largest_bookmark_id,
    parts_with_text,
    qn,
    run,
)
from chainchief.briefing.packing import packed
from chainchief.briefing.reader import read_back
from chainchief.briefing.review import add_comments
from chainchief.briefing.settling import settled
from chainchief.briefing.template import MARK_CLOSE, MARK_OPEN, Template
from chainchief.briefing.wording import too_long, without_a_time
from chainchief.briefing.writing import rules
from chainchief.core.faults import Fault

_MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
#: Between controls that touch each other.
NO_WIDTH = "\u200b"
#: The place of the number of figures, which is known only when all are placed.
_COUNTS = f"{MARK_OPEN}0{MARK_CLOSE}"


@dataclass(frozen=True)
class Placed:
    """A figure in its place: its number in the document, its control, whether in the body."""

    number: int
    cited: Cited
    element: Element
    in_body: bool


@dataclass
class Draft:
    """A rendered document, still as a tree."""

    document: Document
    setting: Setting
    placed: list[Placed] = field(default_factory=list)
    gaps: tuple[Fault, ...] = ()
    name: str = ""

    @property
    def counts(self) -> Counts:
        figures = [one.cited for one in self.placed if not one.cited.citation.is_claim]
        return counted(cited.figure.nature for cited in figures)

    def content(self) -> bytes:
        return packed(self.document)

    def warnings(self) -> list[Fault]:
        """What a person should look at, though nothing of it refuses the draft."""
        document = read_back(self.document, self.name)
        cited = {one.cited.citation.tag: one.cited for one in self.placed}
        figures = {tag: one.figure for tag, one in cited.items() if not one.citation.is_claim}
        stated = {tag for tag, one in cited.items() if one.citation.span is not None}
        return [
            *too_long(document, _styles(self.document), rules()),
            *without_a_time(document, figures, stated),
        ]


def draft(
    template: Template, setting: Setting, *, review: bool = False, with_gaps: bool = False
) -> Draft:
    """`template` filled in; `FaultsError` with everything in it that cannot be answered."""
    filling = fill(template, setting, with_gaps=with_gaps)
    called: list[Cited] = []
    engine = OfficeTemplate(io.BytesIO(settled(template, setting).content))
    engine.render({}, sandbox(_functions(filling, called)), autoescape=True)
    made = Draft(engine.docx, setting, gaps=tuple(filling.gaps), name=template.name)
    _place(made, called)
    _tell_counts(made, filling)
    mark_demo(made.document)
    _remember(made, template)
    if review:
        add_comments(made.document, made.placed, setting.source)
        add_appendix(made.document, made.placed, setting.source)
    _fix_dates(made)
    return made


def _styles(document: Document) -> dict[int, str]:
    """The name of each paragraph's style, by its number in the body; "" for the plain one."""
    names = {style.style_id: str(style.name) for style in document.styles}
    paragraphs = enumerate(document.element.body.iter(qn("w:p")), start=1)
    styled = ((number, one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) for number, one in paragraphs)
    return {n: names.get(str(one.get(qn("w:val"))), "") for n, one in styled if one is not None}


def _functions(filling: Filling, called: list[Cited]) -> dict[str, Callable[..., str]]:
    """Our functions for the sandbox: a figure becomes a mark, words become themselves."""

    def figure(call: Call) -> str:
        called.append(filling.figures[call.key])
        return f"{MARK_OPEN}{len(called)}{MARK_CLOSE}"

    def answer(name: str) -> Callable[..., str]:
        names = list(FUNCTIONS[name].arguments)

        def function(*args: str | int, **kwargs: str | int) -> str:
            call = Call(name, {**dict(zip(names, args, strict=False)), **kwargs})
            if name == "counts":
                return _COUNTS
            return figure(call) if call.key in filling.figures else filling.words[call.key]

        return function

    return {name: answer(name) for name in FUNCTIONS}


def _place(made: Draft, called: list[Cited]) -> None:
    """Put a control in the place of every mark, in the formatting of the run it stood in."""
    for part in parts_with_text(made.document):
        bookmark = largest_bookmark_id(part.root) + 1
        for piece in list(part.root.iter(qn("w:t"))):
            if _MARK.search(piece.text or ""):
                bookmark += _split(made, called, piece, bookmark, in_body=not part.label)
        _keep_apart(part.root)
        part.store()


def _keep_apart(root: Element) -> None:
    """A space of no width between neighbours: LibreOffice nests controls that touch, and at its
    second save drops them."""
    for element in list(root.iter(qn("w:sdt"))):
        following = element.getnext()
        if following is not None and following.tag == qn("w:sdt"):
            element.addnext(run(NO_WIDTH))


def _split(made: Draft, called: list[Cited], piece: Element, bookmark: int, in_body: bool) -> int:
    """Divide the run of `piece` at its marks; return how many bookmarks were used."""
    old = piece.getparent()
    parent, formatting = old.getparent(), old.find(qn("w:rPr"))
    stands_in_copy = is_copy(old)
    parts: list[Element] = [*_before(old, piece)]
    used = 0
    pieces = _MARK.split(piece.text)
    for index, text in enumerate(pieces):
        if index % 2 == 0 or text == "0":
            text = _COUNTS if index % 2 else text
            parts += [run(text, formatting)] if text else []
            continue
        cited = called[int(text) - 1]
        if stands_in_copy:
            parts.append(run(cited.text, formatting))
            continue
        number = len(made.placed) + 1
        element = control(
            number=number,
            tag=cited.citation.tag,
            alias=cited.figure.name,
            text=cited.text,
            bookmark_id=bookmark + used,
            properties=formatting,
        )
        made.placed.append(Placed(number, cited, element, in_body))
        used += 1
        parts.append(element)
    parts += _after(old, piece)
    position = parent.index(old)
    parent[position : position + 1] = parts
    return used


def _before(old: Element, piece: Element) -> list[Element]:
    return _rest(old, list(piece.itersiblings(preceding=True))[::-1])


def _after(old: Element, piece: Element) -> list[Element]:
    return _rest(old, list(piece.itersiblings()))


def _rest(old: Element, children: list[Element]) -> list[Element]:
    """What else stood in the run (a break, a tab, another text), in a run of the same form."""
    children = [one for one in children if one.tag != qn("w:rPr")]
    if not children:
        return []
    made = run("", old.find(qn("w:rPr")))
    made.remove(made[-1])
    made.extend(children)
    return [made]


def _tell_counts(made: Draft, filling: Filling) -> None:
    """Say at the end how many figures there are, or where the template wants it said."""
    if not made.placed and not filling.has_counts:
        return
    if not filling.has_counts:
        paragraph = made.document.add_paragraph()
        paragraph.add_run(made.counts.text)
    for part in parts_with_text(made.document):
        for piece in part.root.iter(qn("w:t")):
            if _COUNTS in (piece.text or ""):
                piece.text = piece.text.replace(_COUNTS, made.counts.text)
        part.store()


def _remember(made: Draft, template: Template) -> None:
    source = made.setting.source
    values = {
        properties.SNAPSHOT: source.snapshot,
        properties.MONTH: str(source.month),
        properties.TEMPLATE: template.name,
    }
    for one in made.placed:
        values[f"{properties.DEFINITION}{one.cited.figure.code}"] = one.cited.figure.definition
    for one in made.placed:
        values[f"{properties.FIGURE}{one.number}"] = one.cited.citation.full
    properties.write_properties(made.document, values)


def _fix_dates(made: Draft) -> None:
    """A draft of the same figures is the same file: no time of making but the month's end."""
    last = dt.datetime.combine(made.setting.source.month.last, dt.time(), dt.UTC)
    core = made.document.core_properties
    core.created = core.modified = last.replace(tzinfo=None)
    core.last_modified_by = "chainchief"
