"""The parts of a document: what each is (content types) and what leads to what (relations).

Relations that lead to nothing are left out, types that are missing or say “template” are put
right, and attributes that may be left out are written, so that whoever opens it finds them.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from chainchief.briefing.docx.ooxml import Element, qn
from chainchief.core.i18n import _

_TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = f"{_WORD}document.main+xml"
_FORMS = {
    f"{_WORD}template.main+xml": ".dotx",
    "application/vnd.ms-word.document.macroenabled.main+xml": ".docm",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": ".dotm",
}
#: By the kind of a relation: the type of the part it leads to, and the name of its root.
_KNOWN = {
    "officeDocument": (_DOCUMENT, qn("w:document")),
    "styles": (f"{_WORD}styles+xml", qn("w:styles")),
    "settings": (f"{_WORD}settings+xml", qn("w:settings")),
    "comments": (f"{_WORD}comments+xml", qn("w:comments")),
    "numbering": (f"{_WORD}numbering+xml", qn("w:numbering")),
    "header": (f"{_WORD}header+xml", qn("w:hdr")),
    "footer": (f"{_WORD}footer+xml", qn("w:ftr")),
    "footnotes": (f"{_WORD}footnotes+xml", qn("w:footnotes")),
    "endnotes": (f"{_WORD}endnotes+xml", qn("w:endnotes")),
    "core-properties": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties",
    ),
}
#: Without one of these a document says less than it did: that is told, not passed over.
_SAY_SOMETHING = (
    *("officeDocument", "header", "footer", "footnotes", "endnotes", "aFChunk"),
    *("chart", "chartEx", "diagramData"),
)
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_UNKNOWN_TYPE = "application/octet-stream"


class Package:
    """The parts of a document by name, without a slash before it."""

    def __init__(self) -> None:
        self.members: dict[str, bytes] = {}
        self.is_changed = False
        self.form = ""
        self._names: dict[str, str] = {}
        self._types: dict[str, str] = {}

    def add(self, written: str, content: bytes) -> bool:
        """Take a part in, under the name that it should have; whether there was none of it."""
        name = _name_of(written)
        if name.lower() in self._names:
            return False
        self._names[name.lower()] = name
        self.members[name] = content
        self.is_changed = self.is_changed or name != written
        return True

    def find(self, name: str) -> str | None:
        """The name of a part as it is written in the archive."""
        return self._names.get(name.lower())

    @property
    def has_text(self) -> bool:
        """Whether it is a document of Word at all, whole or not."""
        first = self.members.get(self.find("_rels/.rels") or "", b"")
        return any(name.startswith("word/") for name in self._names) or (
            b"/officeDocument" in first and not any(one.startswith("xl/") for one in self._names)
        )

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaproject.bin") for name in self._names)

    def xml_names(self) -> list[str]:
        return [name for name in self.members if name.lower().endswith((".xml", ".rels"))]

    def replace(self, name: str, content: bytes) -> None:
        self.members[name] = content
        self.is_changed = True

    def packed(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return out.getvalue()

    def settle(self) -> Iterator[tuple[str, str]]:
        """Put right what may be; each part that is not as it must be, with what is wrong."""
        types, first = self.find(_TYPES), self.find("_rels/.rels")
        if types is None or first is None:
            yield _TYPES if types is None else "_rels/.rels", _("the part {} is missing")
            return
        self._read_types(self._root(types))
        wanted = dict(self._types)
        waiting, seen, has_text = [first], {first}, False
        while waiting:
            for kind, part in self._settled_relations(waiting.pop()):
                if part.startswith("!"):
                    yield part[1:], _("the part {} is missing")
                    continue
                has_text = has_text or kind == "officeDocument"
                wrong = self._typed(part, kind, wanted)
                if wrong:
                    yield part, wrong
                following = self.find(_rels_of(part))
                if following is not None and following not in seen:
                    seen.add(following)
                    waiting.append(following)
        if not has_text:
            yield "word/document.xml", _("the part {} is missing")
        if wanted != self._types:
            self._write_types(types, wanted)

    def _root(self, name: str) -> Element:
        return etree.fromstring(
            self.members[name], etree.XMLParser(resolve_entities=False, no_network=True)
        )

    def _read_types(self, root: Element) -> None:
        named, endings = {}, {}
        for element in root:
            kind = element.get("ContentType") if isinstance(element.tag, str) else None
            if kind and element.get("PartName"):
                named[element.get("PartName").lstrip("/").lower()] = kind
            elif kind and element.get("Extension"):
                endings[element.get("Extension").lower()] = kind
        for low, name in self._names.items():
            kind = named.get(low, endings.get(low.rpartition(".")[2]))
            if kind is not None:
                self._types[name] = kind

    def _typed(self, part: str, kind: str, wanted: dict[str, str]) -> str:
        """Say what a part is, by the relation that leads to it; what is wrong with it, or ""."""
        content_type = wanted.get(part, "")
        if kind == "officeDocument":
            self.form = _FORMS.get(content_type.lower(), "")
        if kind not in _KNOWN:
            wanted.setdefault(part, _UNKNOWN_TYPE)
            return ""
        wanted[part], tag = _KNOWN[kind]
        root = self._root(part)
        is_right = root.tag == tag
        if kind == "styles" and is_right and _with_defaults(root):
            self.replace(part, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        if kind == "officeDocument" and is_right:
            is_right = root.find(qn("w:body")) is not None
        return "" if is_right else _("the part {} is not what it is called")

    def _settled_relations(self, rels: str) -> Iterator[tuple[str, str]]:
        """The kind and the part of each relation that leads inside; `!name` for one that is gone
        and said something."""
        root, base = self._root(rels), posixpath.dirname(posixpath.dirname(rels))
        is_changed = False
        for relation in list(root):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
            named = posixpath.normpath(posixpath.join("/", base, unquote(target)))
            part = self.find(named.lstrip("/")) or self.find(
                posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            )
            if part is not None and relation.get("Id") and kind:
                if part != posixpath.normpath(posixpath.join("/", base, target)).lstrip("/"):
                    relation.set("Target", f"/{part}")
                    is_changed = True
                yield kind, part
                continue
            if kind in _SAY_SOMETHING and not _leads_nowhere(target):
                yield kind, f"!{named.lstrip('/')}"
            root.remove(relation)
            is_changed = True
        if is_changed:
            self.replace(rels, etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    def _write_types(self, name: str, wanted: dict[str, str]) -> None:
        root = etree.Element(f"{_TYPES_NS}Types", nsmap={None: _TYPES_NS[1:-1]})
        etree.SubElement(root, f"{_TYPES_NS}Default", Extension="rels", ContentType=_RELATIONS)
        for part, kind in sorted(wanted.items()):
            if not part.endswith(".rels") and part != name:
                element = {"PartName": f"/{part}", "ContentType": kind}
                etree.SubElement(root, f"{_TYPES_NS}Override", element)
        self.replace(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _name_of(written: str) -> str:
    """The name of a part: with plain slashes, and the list of types and relations as they are
    looked for."""
    name = written.replace("\\", "/").lstrip("/")
    if name.lower() == _TYPES.lower():
        return _TYPES
    folder, _slash, file = name.rpartition("/")
    if file.lower().endswith(".rels"):
        return f"{folder[: -len('_rels')]}_rels/{file[: -len('.rels')]}.rels"
    return name


def _leads_nowhere(target: str) -> bool:
    """Word and others write NULL, or a place in the text, where a part is meant to be."""
    return not target or target.startswith("#") or posixpath.basename(target).upper() == "NULL"


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _with_defaults(styles: Element) -> bool:
    """Write what a style may leave out, and end what is based on itself; whether anything was."""
    is_changed = False
    based = {}
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:type")) is None:
            style.set(qn("w:type"), "paragraph")
            is_changed = True
        base = style.find(qn("w:basedOn"))
        if base is not None:
            based[style.get(qn("w:styleId"))] = base
    for name in list(based):
        seen, at = {name}, name
        while at in based:
            following = based[at].get(qn("w:val"))
            if following in seen:
                base = based.pop(at)
                base.getparent().remove(base)
                is_changed = True
                break
            seen.add(following)
            at = following
    return is_changed
