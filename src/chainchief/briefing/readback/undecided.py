"""What of a file is not decided yet, so that nobody can say what it says.

Tracked changes read one way as they stand and another once they are rejected; hidden text is read
by programs and by no reader; a file inside the file was not read at all. None of it is guessed.
"""

from collections.abc import Iterable, Iterator

from docx.document import Document

from chainchief.briefing.docx.ooxml import Element, TextPart, is_copy, parts_with_text, qn, text_of
from chainchief.briefing.faults import FILE_WITHIN, HIDDEN_TEXT, TRACKED_CHANGES
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.core.faults import Fault
from chainchief.core.i18n import _

_INSERTED = ("w:ins", "w:moveTo", "w:cellIns")
_DELETED = ("w:del", "w:moveFrom", "w:cellDel")
_PROPERTIES = ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "numbering")
_CHANGED = (*(f"w:{what}Change" for what in _PROPERTIES), "w:cellMerge")
_WITHIN = ("w:altChunk", "w:subDoc")
_LONGEST = 20


def undecided(document: Document, name: str) -> Iterator[Fault]:
    """One fault for each paragraph with something undecided."""
    hidden = _hiding_styles(document)
    for part in parts_with_text(document):
        if part.label != "the comments":
            yield from _in_part(part, name, hidden)


def _hiding_styles(document: Document) -> set[str]:
    """Styles that hide what is written in them: nobody sees it in the text itself."""
    return {
        str(mark.getparent().getparent().get(qn("w:styleId")))
        for mark in document.styles.element.iter(qn("w:vanish"))
        if _is_on(mark)
    }


def _in_part(part: TextPart, name: str, hidden: set[str]) -> Iterator[Fault]:
    numbers = {one: number for number, one in enumerate(part.root.iter(qn("w:p")), start=1)}
    tracked: dict[int | None, list[Element]] = {}
    for mark in part.root.iter(*map(qn, (*_INSERTED, *_DELETED, *_CHANGED))):
        if not is_copy(mark):
            tracked.setdefault(_paragraph_of(mark, numbers), []).append(mark)
    for number, marks in tracked.items():
        place = ParagraphPlace(name, line=number, part=part.label)
        yield Fault(TRACKED_CHANGES, place, facts={"what": _changes_in_words(marks)})
    for paragraph, number in numbers.items():
        if not is_copy(paragraph) and _hides(paragraph, hidden):
            yield Fault(HIDDEN_TEXT, ParagraphPlace(name, line=number, part=part.label))
    for mark in part.root.iter(*map(qn, _WITHIN)):
        number_before = _paragraph_of(mark, numbers)
        yield Fault(FILE_WITHIN, ParagraphPlace(name, line=number_before, part=part.label))


def _paragraph_of(mark: Element, numbers: "dict[Element, int]") -> int | None:
    """The number of the paragraph a mark stands in; of a row or table, of its first one."""
    for above in mark.iterancestors():
        if above in numbers:
            return numbers[above]
        if above.tag in (qn("w:tc"), qn("w:tr"), qn("w:tbl")):
            return next((numbers[one] for one in above.iter(qn("w:p"))), None)
    return None


def _changes_in_words(marks: Iterable[Element]) -> str:
    """What was inserted and what deleted, as far as a person needs it to find the place."""
    words = {_INSERTED: "", _DELETED: ""}
    for mark in marks:
        for kind in words:
            if mark.tag in map(qn, kind):
                words[kind] += "".join(
                    one.text or "" for one in mark.iter(qn("w:t"), qn("w:delText"))
                )
    changes = [
        _("inserted “{}”").format(_shortened(words[_INSERTED])) if words[_INSERTED] else "",
        _("deleted “{}”").format(_shortened(words[_DELETED])) if words[_DELETED] else "",
    ]
    return _(", ").join(one for one in changes if one) or _("a paragraph, a cell or its form")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _hides(paragraph: Element, hidden: set[str]) -> bool:
    """Whether a run of text is hidden: by itself, by its style or by the paragraph's."""
    if any(map(_is_hidden, paragraph.iter(qn("w:vanish")))):
        return True
    styles = paragraph.iter(qn("w:rStyle"), qn("w:pStyle"))
    return bool(text_of(paragraph).strip()) and any(
        one.get(qn("w:val")) in hidden for one in styles
    )


def _is_hidden(mark: Element) -> bool:
    run = mark.getparent().getparent()
    return _is_on(mark) and run.tag == qn("w:r") and run.find(qn("w:t")) is not None


def _is_on(mark: Element) -> bool:
    return mark.get(qn("w:val")) not in {"0", "false", "off"}
