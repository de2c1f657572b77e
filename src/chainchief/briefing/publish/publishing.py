"""The published copy of a final file: the same words and form, nothing about their making.

Left out: controls (their text stays), comments, the appendix of receipts, our bookmarks and the
spaces of no width between controls, document properties, names of authors and editors, revision
marks of the editor, fields that tell a path or a name (their result stays), links into this
machine, what pictures say of place and time. A file that is not decided yet (`undecided`), or that
carries more along than is seen (`carried`), is refused.
"""

import io

import docx
from docx.document import Document

from chainchief.briefing.docx.ooxml import (
    BOOKMARK,
    NO_WIDTH,
    Element,
    appendix_of,
    parts_with_text,
    qn,
    xml_parts,
)
from chainchief.briefing.docx.packing import packed
from chainchief.briefing.publish import editor_traces, fields
from chainchief.briefing.publish.hidden_content import hidden_content, pictures_of
from chainchief.briefing.publish.pictures import without_metadata
from chainchief.briefing.readback import confined
from chainchief.briefing.readback.undecided import undecided
from chainchief.core.faults import FaultsError

_COMMENT_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_EDITING_MARKS = ("w:proofErr", "w:lastRenderedPageBreak", "w:permStart", "w:permEnd")
#: Where Word goes back to: the place that was edited last.
_LAST_EDITED = "_GoBack"
_DROPPED_PARTS = (
    *("comments", "people", "custom", "/app.xml", "thumbnail", "stylesWithEffects"),
    *("printerSettings", "glossary", "webextension", "_xmlsignatures", "embeddings"),
)


def published(content: bytes, name: str) -> bytes:
    """The copy to publish; `FaultsError` where the file is not final, or no document."""
    return confined.cleaned(content, name)


def cleaned(content: bytes, name: str) -> bytes:
    """The copy of a sound document (`container`)."""
    document = docx.Document(io.BytesIO(content))
    for element in appendix_of(document.element.body):
        element.getparent().remove(element)
    _drop_parts(document)
    faults = [*undecided(document, name), *hidden_content(document, name)]
    if faults:
        raise FaultsError(faults)
    for part in parts_with_text(document):
        _clean(part.root)
        part.store()
    _forget_makers(document)
    return packed(document)


def _clean(root: Element) -> None:
    for control in list(root.iter(qn("w:sdt"))):
        _unwrap(control, qn("w:sdtContent"))
    fields.unlink(root)
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


def _unwrap(element: Element, content: str = "") -> None:
    """What stands in an element, or in its child of that name, in its place."""
    inside = element.find(content) if content else element
    for child in list(inside) if inside is not None else []:
        element.addprevious(child)
    element.getparent().remove(element)


def _is_empty(run: Element) -> bool:
    inside = [child for child in run if child.tag != qn("w:rPr")]
    return all(child.tag == qn("w:t") and not child.text for child in inside)


def _drop_parts(document: Document) -> None:
    """Comments, people, properties, workbooks of charts: from wherever a relation leads."""
    package = document.part.package
    holders = [part for part in package.iter_parts() if getattr(part, "rels", None)]
    for holder in (package, *holders):
        for key, relation in list(holder.rels.items()):
            where = "" if relation.is_external else str(relation.target_part.partname)
            if any(word in where for word in _DROPPED_PARTS):
                del holder.rels[key]


def _forget_makers(document: Document) -> None:
    """No names, titles, times or paths in the properties, the parts and the pictures."""
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    for part in xml_parts(document):
        editor_traces.forget(part.root)
        for key, relation in list(part.part.rels.items()):
            if relation.is_external and not fields.ABROAD.match(relation.target_ref):
                _without_link(part.root, key)
                del part.part.rels[key]
        part.store()
    for picture in pictures_of(document):
        picture._blob = without_metadata(picture.blob)


def _without_link(root: Element, key: str) -> None:
    """Take out what leads to a file of this machine; the words of a link stay."""
    for element in list(root.iter()):
        for attribute in [name for name, value in element.attrib.items() if value == key]:
            if element.tag == qn("w:hyperlink"):
                _unwrap(element)
            elif attribute.endswith("}link"):
                del element.attrib[attribute]
            elif attribute.endswith("}id"):
                element.getparent().remove(element)
