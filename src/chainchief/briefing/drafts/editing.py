"""Rewording one paragraph of a document in place: its form, its figures and their controls stay."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from docx.document import Document

from chainchief.briefing.docx import properties
from chainchief.briefing.docx.ooxml import (
    NO_WIDTH,
    Element,
    control,
    largest_bookmark_id,
    local_name,
    make,
    pieces_of,
    qn,
    run,
)
from chainchief.briefing.drafts.wording import Part, Token, Words
from chainchief.briefing.faults import NOT_EDITED_HERE
from chainchief.briefing.resolve.filling import Cited
from chainchief.core.faults import Fault, FaultsError, Place

#: What may stand in a paragraph that is edited by its words; marks that Word leaves are dropped.
_CHILDREN = {"pPr", "r", "sdt", "bookmarkStart", "bookmarkEnd", "proofErr"}
_COMMENTS = {"commentRangeStart", "commentRangeEnd"}
_IN_A_RUN = {"rPr", "t", "tab", "br", "cr", "lastRenderedPageBreak", "commentReference"}
_SIGNS = {"\t": "w:tab", "\n": "w:br"}


def can_be_edited(paragraph: Element, figures: int) -> bool:
    """Whether it holds runs of text and controls of figures alone, as many as were read back."""
    controls = paragraph.findall(qn("w:sdt"))
    runs = paragraph.findall(qn("w:r"))
    return (
        {local_name(one) for one in paragraph} <= _CHILDREN | _COMMENTS
        and len(controls) == figures
        and all({local_name(part) for part in one} <= _IN_A_RUN for one in runs)
    )


def reword(
    document: Document, number: int, parts: Sequence[Part | str], bound: Mapping[str, Cited]
) -> None:
    """Write `parts` in the place of what paragraph `number` of the body says.

    A text among them that is no part is the tag of a figure in `bound`, which gets a control.
    """
    paragraph = paragraph_of(document, number)
    controls = paragraph.findall(qn("w:sdt"))
    forms = _forms(paragraph)
    old = "".join(sign for sign, _form in forms)
    new = "".join(part.text for part in parts if isinstance(part, Words))
    kept = _kept_forms(old, new, [form for _sign, form in forms])
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)
    at, last = 0, None
    for part in parts:
        if isinstance(part, Words):
            last = None
            for element in _runs(part.text, kept[at : at + len(part.text)]):
                paragraph.append(element)
            at += len(part.text)
            continue
        if last is not None:  # LibreOffice nests controls that touch each other
            paragraph.append(run(NO_WIDTH))
        form = kept[at - 1] if at else (kept[0] if kept else None)
        last = (
            controls[part.place]
            if isinstance(part, Token)
            else _new_control(document, bound[part], form)
        )
        paragraph.append(last)


def paragraph_of(document: Document, number: int) -> Element:
    """The paragraph with this number of the body, as reading back counts."""
    for position, element in enumerate(document.element.body.iter(qn("w:p")), start=1):
        if position == number:
            return element
    raise FaultsError([Fault(NOT_EDITED_HERE, Place(line=number))])


def _forms(paragraph: Element) -> list[tuple[str, Element | None]]:
    """Each character outside of figures with the form of its run."""
    return [
        (sign, child.find(qn("w:rPr")))
        for child in paragraph.findall(qn("w:r"))
        for _piece, text in pieces_of(child)
        for sign in text
        if sign != NO_WIDTH
    ]


def _kept_forms(old: str, new: str, forms: list[Element | None]) -> list[Element | None]:
    """For each character of `new` its form: as it had it, else as the one before it."""
    kept: list[Element | None] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            kept += forms[a:b]
        else:
            nearest = kept[-1] if kept else (forms[0] if forms else None)
            kept += [nearest] * (d - c)
    return kept


def _runs(text: str, forms: Sequence[Element | None]) -> list[Element]:
    """Runs of one form each; tabs and breaks stand in runs of their own."""
    made: list[Element] = []
    start = 0
    for at in range(1, len(text) + 1):
        ends = at == len(text) or forms[at] is not forms[start]
        if ends or text[at] in _SIGNS or text[start] in _SIGNS:
            made.append(_run(text[start:at], forms[start]))
            start = at
    return made


def _run(text: str, form: Element | None) -> Element:
    if text not in _SIGNS:
        return run(text, form)
    made = run("", form)
    made.remove(made[-1])
    made.append(make(_SIGNS[text]))
    return made


def _new_control(document: Document, cited: Cited, form: Element | None) -> Element:
    """A control for a figure that the document did not have, known to its properties."""
    known = properties.read_properties(document)
    ours = {name: text for name, text in known.items() if name.startswith("chainchief.")}
    numbers = [
        int(name.removeprefix(properties.FIGURE))
        for name in ours
        if name.removeprefix(properties.FIGURE).isdecimal()
    ]
    number = max(numbers, default=0) + 1
    ours[f"{properties.DEFINITION}{cited.figure.code}"] = cited.figure.definition
    ours[f"{properties.FIGURE}{number}"] = cited.citation.full
    properties.write_properties(document, ours)
    return control(
        number=number,
        tag=cited.citation.tag,
        alias=cited.figure.name,
        text=cited.text,
        bookmark_id=largest_bookmark_id(document.element.body) + 1,
        properties=form,
    )
