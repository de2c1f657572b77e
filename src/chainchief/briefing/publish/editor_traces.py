"""What editors write into the parts of a file about themselves: sessions, identities, paths."""

import re

from chainchief.briefing.docx.ooxml import Element, qn

_SESSIONS = (
    *("w:rsids", "w:rsid", "w:docVars", "w:trackRevisions", "w:attachedTemplate", "w:mailMerge"),
    *("w:saveThroughXslt", "w:printFormsData", "w:writeProtection"),
)
_WORD = "{http://schemas.microsoft.com/office/word/"
_IDENTITIES = (f"{_WORD}2010/wordml}}docId", f"{_WORD}2012/wordml}}docId")
#: The workbook behind a chart; the chart is drawn from what it holds itself.
_CHART_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData"
_NUMBERED = frozenset(
    (
        *("rsidR", "rsidRDefault", "rsidP", "rsidRPr", "rsidTr", "rsidDel", "rsidSect"),
        *("paraId", "textId", "durableId", "anchorId", "editId"),
    )
)
#: A place on somebody's machine, as programs write it beside a picture (its “alternative text”).
_PATH = re.compile(r"\b[A-Za-z]:[\\/]\w|^\\\\\w|\bfile:/|/(?:home|Users|mnt|media)/", re.IGNORECASE)


def forget(root: Element) -> None:
    """Take out the numbers by which Word tells sessions and paragraphs apart, and all paths."""
    for element in list(root.iter(*map(qn, _SESSIONS), *_IDENTITIES, _CHART_DATA)):
        element.getparent().remove(element)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name.partition("}")[2] in _NUMBERED:
                del element.attrib[name]
            elif _PATH.search(value):
                element.set(name, "")
