"""The published copy of a final file: the same words and form, nothing about their making.

Left out: controls (their text stays), comments, the appendix of receipts, our bookmarks and the
spaces of no width between controls, document properties, names of authors and editors, revision
marks of the editor. A file with tracked changes or hidden text is refused: what it says is not
decided yet.
"""

import io

import docx
from docx.document import Document
from docx.opc.part import Part, XmlPart

from chainchief.briefing.ooxml import BOOKMARK, Element, appendix_of, parts_with_text, qn
from chainchief.briefing.packing import packed
from chainchief.briefing.rendering import NO_WIDTH
from chainchief.briefing.undecided import undecided
from chainchief.core.faults import FaultsError

_COMMENT_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_EDITING_MARKS = ("w:proofErr", "w:lastRenderedPageBreak")
#: Where Word goes back to: the place that was edited last.
_LAST_EDITED = "_GoBack"
_SESSIONS = ("w:rsids", "w:rsid", "w:docVars", "w:trackRevisions", "w:attachedTemplate")
_IDENTITIES = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}docId",
    "{http://schemas.microsoft.com/office/word/2012/wordml}docId",
)
_NUMBERED = frozenset(
    ("rsidR", "rsidRDefault", "rsidP", "rsidRPr", "rsidTr", "rsidDel", "rsidSect", "paraId")
) | {"textId", "durableId"}
_DROPPED_PARTS = ("comments", "people", "custom", "/app.xml", "thumbnail", "stylesWithEffects")


def published(content: bytes, name: str) -> bytes:
    """The copy to publish; `FaultsError` where the file is not final."""
    document = docx.Document(io.BytesIO(content))
    faults = list(undecided(document, name))
    if faults:
        raise FaultsError(faults)
    for element in appendix_of(document.element.body):
        element.getparent().remove(element)
    for part in parts_with_text(document):
        if part.label != "the comments":
            _cleaned(part.root)
            part.store()
    _drop_parts(document)
    _forget_makers(document)
    return packed(document)


def _cleaned(root: Element) -> None:
    for control in list(root.iter(qn("w:sdt"))):
        _unwrap(control)
    ours = [
        mark
        for mark in root.iter(qn("w:bookmarkStart"))
        if str(mark.get(qn("w:name"), "")).startswith((BOOKMARK, _LAST_EDITED))
    ]
    numbers = {mark.get(qn("w:id")) for mark in ours}
    ends = [mark for mark in root.iter(qn("w:bookmarkEnd")) if mark.get(qn("w:id")) in numbers]
    marks = [mark for tag in (*_COMMENT_MARKS, *_EDITING_MARKS) for mark in root.iter(qn(tag))]
    for element in (*ours, *ends, *marks):
        element.getparent().remove(element)
    for piece in root.iter(qn("w:t")):
        piece.text = (piece.text or "").replace(NO_WIDTH, "")
    for run in [run for run in root.iter(qn("w:r")) if _is_empty(run)]:
        run.getparent().remove(run)


def _without_sessions(root: Element) -> None:
    """Take out the numbers by which Word tells sessions of editing and its paragraphs apart."""
    for element in list(root.iter(*map(qn, _SESSIONS), *_IDENTITIES)):
        element.getparent().remove(element)
    for element in root.iter():
        for attribute in [key for key in element.attrib if key.partition("}")[2] in _NUMBERED]:
            del element.attrib[attribute]


def _unwrap(control: Element) -> None:
    """The content of a control in its place."""
    inside = control.find(qn("w:sdtContent"))
    for child in list(inside) if inside is not None else []:
        control.addprevious(child)
    control.getparent().remove(control)


def _is_empty(run: Element) -> bool:
    inside = [child for child in run if child.tag != qn("w:rPr")]
    return all(child.tag == qn("w:t") and not child.text for child in inside)


def _drop_parts(document: Document) -> None:
    """Comments, people, properties, the path of the template: from wherever a relation leads."""
    package = document.part.package
    holders: list[Part] = [part for part in package.iter_parts() if getattr(part, "rels", None)]
    for holder in (package, *holders):
        for key, relation in list(holder.rels.items()):
            if relation.is_external:
                dropped = relation.reltype.endswith("/attachedTemplate")
            else:
                where = str(relation.target_part.partname)
                dropped = any(word in where for word in _DROPPED_PARTS)
            if dropped:
                del holder.rels[key]


def _forget_makers(document: Document) -> None:
    """No names, titles or times in the properties, no sessions of editing anywhere."""
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            _without_sessions(part.element)
