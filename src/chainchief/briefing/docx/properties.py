"""docProps/custom.xml: what Word, WPS and LibreOffice carry along from save to save.

Kept there: the snapshot, the hash of each definition cited, and per figure the tag of its control,
for the editors that keep a control's bookmark and drop its tag.
"""

from collections.abc import Mapping

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

SNAPSHOT = "chainchief.snapshot"
MONTH = "chainchief.month"
TEMPLATE = "chainchief.template"
DEMO = "chainchief.demo"
DEFINITION = "chainchief.definition."
FIGURE = "chainchief.figure."

_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_LONGEST = 255  # Word's own limit for the text of a property


def read_properties(document: Document) -> dict[str, str]:
    """All custom properties of a document that are texts."""
    part = _part(document.part.package)
    if part is None:
        return {}
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return {
        str(element.get("name")): "".join(element.itertext())
        for element in root.iter(f"{{{_NS}}}property")
    }


def write_properties(document: Document, values: Mapping[str, str]) -> None:
    """Set our properties; those of the template that are not ours stay, ours from before go."""
    others = {
        name: value
        for name, value in read_properties(document).items()
        if not name.startswith("chainchief.")
    }
    package = document.part.package
    part = _part(package)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), _CONTENT, b"", package)
        package.relate_to(part, RT.CUSTOM_PROPERTIES)
    part._blob = _xml({**others, **values})


def _part(package: OpcPackage) -> Part | None:
    for relation in package.rels.values():
        if relation.reltype == RT.CUSTOM_PROPERTIES and not relation.is_external:
            return relation.target_part
    return None


def _xml(values: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_NS}}}Properties", nsmap={None: _NS, "vt": _VT})
    for number, (name, value) in enumerate(values.items(), start=2):
        element = etree.SubElement(root, f"{{{_NS}}}property")
        element.set("fmtid", _FORMAT)
        element.set("pid", str(number))
        element.set("name", name)
        etree.SubElement(element, f"{{{_VT}}}lpwstr").text = value[:_LONGEST]
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
