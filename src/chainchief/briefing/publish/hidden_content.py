"""What a file carries along besides its text: refused where a reader would get more than he sees.

An embedded object is a whole file of another program; a cropped picture still holds what was cut
off; a linked picture is not there for anybody else.
"""

from collections.abc import Iterator

from docx.document import Document
from docx.opc.part import Part
from lxml import etree

from chainchief.briefing.docx.ooxml import Element, parts_with_text, qn
from chainchief.briefing.faults import (
    CROPPED_PICTURE,
    EMBEDDED_OBJECT,
    LINKED_PICTURE,
    PICTURE_NOT_CLEANED,
)
from chainchief.briefing.publish.pictures import NotCleanedError, without_metadata
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.core.faults import Fault, FaultKind

_EMBED, _LINK = (
    f"{{http://schemas.openxmlformats.org/officeDocument/2006/relationships}}{name}"
    for name in ("embed", "link")
)


def hidden_content(document: Document, name: str) -> Iterator[Fault]:
    """A fault for each object or picture that cannot go out."""
    for part in parts_with_text(document):
        for number, paragraph in enumerate(part.root.iter(qn("w:p")), start=1):
            for kind in dict.fromkeys(_kinds_in(paragraph)):
                yield Fault(kind, ParagraphPlace(name, line=number, part=part.label))
    for picture in pictures_of(document):
        try:
            without_metadata(picture.blob)
        except NotCleanedError:
            file = picture.partname.filename
            yield Fault(PICTURE_NOT_CLEANED, ParagraphPlace(name), facts={"file": file})


def pictures_of(document: Document) -> list[Part]:
    parts = document.part.package.iter_parts()
    return [part for part in parts if part.content_type.startswith("image/")]


def _kinds_in(paragraph: Element) -> Iterator[FaultKind]:
    for element in paragraph.iter():
        if not isinstance(element.tag, str):
            continue
        match etree.QName(element).localname:
            case "OLEObject" | "control":
                yield EMBEDDED_OBJECT
            case "srcRect" if any(int(element.get(side, "0")) > 0 for side in "ltrb"):
                yield CROPPED_PICTURE
            case "blip" if element.get(_LINK) is not None and element.get(_EMBED) is None:
                yield LINKED_PICTURE
