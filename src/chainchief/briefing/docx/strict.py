"""Strict documents (ISO/IEC 29500 part 1) in the transitional form, which is the one read here.

Word saves “Strict Open XML” with other namespaces, and with `start` and `end` for left and right.
"""

from lxml import etree

from chainchief.briefing.docx.ooxml import Element, qn

#: An address stands in quotation marks; a text that speaks of one is left alone.
_STRICT = '"http://purl.oclc.org/ooxml/'
_MARKS = tuple(_STRICT[1:].encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_FORMATS = "http://schemas.openxmlformats.org/"
#: Strict namespaces whose transitional one is not built in the usual way.
_NAMES = {
    "officeDocument/extendedProperties": "officeDocument/2006/extended-properties",
    "officeDocument/customProperties": "officeDocument/2006/custom-properties",
    "officeDocument/relationships/extendedProperties": (
        "officeDocument/2006/relationships/extended-properties"
    ),
    "officeDocument/relationships/customProperties": (
        "officeDocument/2006/relationships/custom-properties"
    ),
    "officeDocument/customXml": "officeDocument/2006/customXml",
    "schemaLibrary/main": "schemaLibrary/2006/main",
}
_SIDES = {"start": "left", "end": "right"}


def is_strict(content: bytes) -> bool:
    """Whether a part is in the Strict form, or leads to its relations."""
    return any(mark in content for mark in _MARKS)


def transitional(root: Element) -> bytes:
    """The same part in the transitional form."""
    text = etree.tostring(root, encoding="unicode")
    pieces = text.split(_STRICT)
    moved = etree.fromstring(pieces[0] + "".join(map(_moved, pieces[1:])))
    for element in moved.iter(qn("w:jc"), qn("w:tab"), qn("w:lvlJc")):
        _turn(element, qn("w:val"))
    for element in moved.iter(qn("w:ind")):
        for side, plain in _SIDES.items():
            for end in ("", "Chars"):
                value = element.attrib.pop(qn(f"w:{side}{end}"), None)
                if value is not None:
                    element.set(qn(f"w:{plain}{end}"), value)
    written: bytes = etree.tostring(moved, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _turn(element: Element, attribute: str) -> None:
    value = element.get(attribute)
    if value in _SIDES:
        element.set(attribute, _SIDES[value])


def _moved(rest: str) -> str:
    """What follows the beginning of a Strict address, with the transitional beginning."""
    address, mark, after = rest.partition('"')
    first, slash, last = address.partition("/")
    usual = f"{first}/2006{slash}{last}"
    return f'"{_FORMATS}{_NAMES.get(address, usual)}{mark}{after}'
