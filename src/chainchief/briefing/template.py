"""Templates: DOCX files of the office. This module finds their tags, wherever Word put them.

Word splits a text into runs as it likes (a spelling mark is enough), so a tag is looked for in
the text of the whole paragraph and not in runs.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from chainchief.briefing.errors import UnknownTemplateError
from chainchief.briefing.kinds import NOT_A_DOCUMENT, NOT_FILLED_HERE, UNCLOSED
from chainchief.briefing.ooxml import Element, parts_with_text, qn, text_of
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import ENGLISH, _, language

#: Not in a template: with these characters a rendered figure is marked until its control is made.
MARK_OPEN, MARK_CLOSE = "\ue0c0", "\ue0c1"
_LARGEST = 60 * 2**20
_TAG = re.compile(r"\{\{(?P<out>.*?)\}\}|\{%(?P<statement>.*?)%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: Word on the web calls the part of the text document2.xml too.
_TEXT = re.compile(r"^word/document\d*\.xml$")
_SHIPPED = "presets/templates"
_PlaceOf = Callable[[int, int], "ParagraphPlace"]


@dataclass(frozen=True)
class ParagraphPlace(Place):
    """A place in a document: file, paragraph number (of the body, or with the part's name)."""

    part: str = ""

    def __str__(self) -> str:
        english = language() == ENGLISH
        words = [self.file] if self.file else []
        if self.part:
            words.append(_(self.part))
        if self.line is not None:
            words.append(f"paragraph {self.line}" if english else f"第{self.line}段")
        if self.column:
            words.append(f"“{self.column}”" if english else f"「{self.column}」")
        return " ".join(words) if english else "".join(words)


@dataclass(frozen=True)
class TagUse:
    """One tag of a template: its inner text, as typed, and where it is.

    `paragraph` is the element that holds it, None for a tag that stands in no document.
    """

    source: str
    inner: str
    is_statement: bool
    place: ParagraphPlace
    paragraph: Element | None = field(default=None, compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)

    @property
    def end(self) -> int:
        """Where the tag ends in the text of its paragraph."""
        return self.start + len(self.source)

    @property
    def is_alone(self) -> bool:
        """Whether its paragraph holds nothing else."""
        return self.paragraph is not None and text_of(self.paragraph).strip() == self.source


@dataclass(frozen=True)
class Template:
    """A template's file and its name for people."""

    name: str
    content: bytes

    def document(self) -> Document:
        return docx.Document(io.BytesIO(self.content))

    @classmethod
    def read(cls, path: Path) -> "Template":
        """The template in a file; `FaultsError` if it is no Word document."""
        content = path.read_bytes()
        reason = _refusal(content)
        if reason:
            raise FaultsError([Fault(NOT_A_DOCUMENT, Place(path.name), facts={"reason": reason})])
        return cls(path.name, content)


def _refusal(content: bytes) -> str:
    """Why these bytes are not a document we would open, or ""."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile:
        return _("not a .docx file")
    if any(name.endswith("vbaProject.bin") for name in names):
        return _("it contains macros")
    if sizes > _LARGEST:
        return _("it unpacks to more than 60 MB")
    try:
        docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as broken:
        has_text = any(_TEXT.search(name) for name in names)
        return _("it is damaged: {}").format(broken) if has_text else _("there is no text in it")
    return ""


def shipped_names() -> list[str]:
    """The templates that come with the program, and those of the home folder."""
    return sorted({path.stem for folder in _folders() for path in folder.glob("*.docx")})


def _folders() -> list[Path]:
    from chainchief.core.home import home

    shipped = Path(str(resources.files("chainchief.briefing"))) / _SHIPPED
    return [home().presets / "templates", shipped]


def find_template(name: str) -> Template:
    """The template of that shipped name, or the file at that path."""
    if not name.endswith(".docx"):
        for folder in _folders():
            if (folder / f"{name}.docx").is_file():
                return Template.read(folder / f"{name}.docx")
    elif Path(name).is_file():
        return Template.read(Path(name))
    raise UnknownTemplateError(
        _("There is no template {!r}: give the path of a .docx file, or one of {}.").format(
            name, listed(shipped_names())
        )
    )


def tags_of(template: Template) -> tuple[list[TagUse], list[Fault]]:
    """Every tag in the order of the text, and a fault for each that is not closed."""
    uses: list[TagUse] = []
    faults: list[Fault] = []
    for part in parts_with_text(template.document()):
        found, wrong = tags_below(part.root, template.name, part.label)
        uses += found if part.is_filled else []
        faults += wrong if part.is_filled else _not_filled(found, part.label)
    return uses, faults


def tags_below(root: Element, file: str = "", part: str = "") -> tuple[list[TagUse], list[Fault]]:
    """Every tag in the paragraphs below `root`, in the order of the text."""
    uses: list[TagUse] = []
    faults: list[Fault] = []
    for number, paragraph in enumerate(root.iter(qn("w:p")), start=1):
        found, wrong = _tags_in(text_of(paragraph), file, part, number)
        uses += [replace(use, paragraph=paragraph) for use in found]
        faults += wrong
    return uses, faults


def _not_filled(found: list[TagUse], label: str) -> list[Fault]:
    return [Fault(NOT_FILLED_HERE, use.place, use.source, {"part": _(label)}) for use in found]


def _tags_in(text: str, file: str, part: str, number: int) -> tuple[list[TagUse], list[Fault]]:
    def place(start: int, end: int) -> ParagraphPlace:
        return ParagraphPlace(file, line=number, column=_around(text, start, end), part=part)

    uses: list[TagUse] = []
    faults: list[Fault] = []
    rest = list(text)
    for match in _TAG.finditer(text):
        # A second opening inside means that the first was left open: `{{ fig("A" … {{ fig("B") }}`.
        again = _OPENING.search(text, match.start() + 2, match.end())
        if again and not match[0].startswith("{#"):
            faults.append(_unclosed(text, match.start(), again.start(), place))
        rest[match.start() : match.end()] = " " * (match.end() - match.start())
        start = again.start() if again else match.start()
        uses += _uses(text[start : match.end()], place(start, match.end()), start)
    for opening in _OPENING.finditer("".join(rest)):
        faults.append(_unclosed(text, opening.start(), len(text), place))
    return uses, faults


def _uses(source: str, place: ParagraphPlace, start: int) -> Iterator[TagUse]:
    if not source.startswith("{#"):
        inner = source[2:-2].strip()
        yield TagUse(source, inner, source.startswith("{%"), place, start=start)


def _unclosed(text: str, start: int, end: int, place: _PlaceOf) -> Fault:
    shown = text[start : min(end, start + 24)]
    close = _CLOSE[text[start : start + 2]]
    return Fault(UNCLOSED, place(start, start + 2), shown, {"close": close})


def _around(text: str, start: int, end: int, width: int = 8) -> str:
    """A few characters before and after, so that the place is found by reading."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    lead = "…" if start > width else ""
    trail = "…" if end + width < len(text) else ""
    return f"{lead}{before}▸◂{after}{trail}" if before or after else ""
