"""Fields of a text whose code says more than their result: paths, names, other files.

Fields that number or refer within the document stay fields. Of all others the result stays, as
plain text.
"""

import re
from dataclasses import dataclass, field

from chainchief.briefing.docx.ooxml import Element, qn

_STAY = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "NOTEREF", "SEQ", "TOC"),
        *("TC", "STYLEREF", "EQ", "SYMBOL", "ADVANCE", "LISTNUM", "INDEX", "XE"),
    )
)
_TARGET = re.compile(r'"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\][^\s"]*)')
#: Addresses that lead to the network or into the document; any other is a file of this machine.
ABROAD = re.compile(r"^(?:https?:|mailto:|#)", re.IGNORECASE)


@dataclass
class _Field:
    """A field that was begun: the elements of its code, and what the code says."""

    marks: list[Element] = field(default_factory=list)
    code: str = ""
    has_result: bool = False


def unlink(root: Element) -> None:
    """Leave of every field that does not stay its result alone."""
    for simple in list(root.iter(qn("w:fldSimple"))):
        if not stays(simple.get(qn("w:instr"), "")):
            for child in list(simple):
                simple.addprevious(child)
            simple.getparent().remove(simple)
    opened: list[_Field] = []
    for element in list(root.iter(qn("w:fldChar"), qn("w:instrText"))):
        _follow(element, opened)


def stays(code: str) -> bool:
    words = code.split(maxsplit=1)
    name = words[0].upper() if words else ""
    if name != "HYPERLINK":
        return name in _STAY or name.startswith("=")
    target = _TARGET.search(words[1]) if len(words) > 1 and not words[1].startswith("\\l") else None
    return target is None or bool(ABROAD.match(target["quoted"] or target["bare"] or "#"))


def _follow(element: Element, opened: list[_Field]) -> None:
    kind = element.get(qn("w:fldCharType"))
    if kind == "begin":
        opened.append(_Field())
    if not opened:
        return
    now = opened[-1]
    now.marks.append(element)
    if element.tag == qn("w:instrText") and not now.has_result:
        now.code += element.text or ""
    now.has_result = now.has_result or kind == "separate"
    if kind == "end":
        opened.pop()
        if not stays(now.code):
            for mark in now.marks:
                mark.getparent().remove(mark)
