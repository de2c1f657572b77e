"""Templates written in the workshop: text with tags, looked through by line, made into a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.citations import Citation
from chainchief.briefing.docx.letterform import add, add_data_note, blank_letter
from chainchief.briefing.docx.packing import packed
from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.render.rendering import draft
from chainchief.briefing.render.template_files import shipped_names
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.shipped.build import TEMPLATES
from chainchief.briefing.template.tags import Template
from chainchief.briefing.text.paragraphs import ReadParagraph
from chainchief.core import durable
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import CHINESE, speaking
from chainchief.ledger import changelog
from chainchief.workshop import faults as kinds
from chainchief.workshop import proposals
from chainchief.workshop.models import ProposedTemplate, State
from chainchief.workshop.proposals import POLICY_CLASS

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,58}")
TITLE, BODY, FIRST, SECOND = "公文标题", "公文正文", "一级标题", "二级标题"
_FIRST = re.compile("[一二三四五六七八九十]+、")
_SECOND = re.compile("[(\uff08][一二三四五六七八九十]+[)\uff09]")


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; with `citation` it is a figure that a tag prints."""

    text: str
    citation: Citation | None = None


@dataclass(frozen=True)
class TemplatePreview:
    """A template as it would print in a month: its paragraphs, or the faults of its lines."""

    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    faults: tuple[Fault, ...] = ()
    gaps: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    by_line: dict[int, list[str]] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        return not self.faults


def content_of(title: str, text: str) -> bytes:
    """The Word file of a template: its title, then a paragraph to each line."""
    document = blank_letter()
    add(document, TITLE, title or "　")
    for line in text.replace("\r", "").split("\n"):
        add(document, _style_of(line), line.strip())
    add_data_note(document)
    return packed(document)


def _style_of(line: str) -> str:
    stripped = line.strip()
    if _FIRST.match(stripped):
        return FIRST
    return SECOND if _SECOND.match(stripped) else BODY


def preview_of(name: str, title: str, text: str, context: RenderContext) -> TemplatePreview:
    """The template over the month of `context`, gaps left where a figure is not there yet."""
    template = Template(f"{name or 'template'}.docx", content_of(title, text))
    try:
        with speaking(CHINESE):
            made = draft(template, context, with_gaps=True)
            warnings = tuple(made.warnings())
    except FaultsError as refused:
        return TemplatePreview(faults=tuple(refused.faults), by_line=_by_line(refused.faults))
    read = [one for one in read_back(made.document, name).paragraphs if not one.part]
    paragraphs = tuple(tuple(_pieces(one)) for one in read if one.text.strip())
    return TemplatePreview(
        paragraphs, gaps=made.gaps, warnings=warnings, by_line=_by_line(made.gaps)
    )


def _pieces(paragraph: ReadParagraph) -> Iterator[Piece]:
    text, at = paragraph.text, 0
    for figure in paragraph.figures:
        if figure.start > at:
            yield Piece(text[at : figure.start])
        yield Piece(text[figure.start : figure.end], figure.citation)
        at = figure.end
    if at < len(text):
        yield Piece(text[at:])


def _by_line(faults: "tuple[Fault, ...] | list[Fault]") -> dict[int, list[str]]:
    """Faults by the line of the text: the title is the first paragraph of the file."""
    messages: dict[int, list[str]] = {}
    for fault in faults:
        messages.setdefault((fault.place.line or 1) - 1, []).append(fault.text)
    return messages


def save(
    *, viewer: Viewer, name: str, title: str, text: str, uid: object = None
) -> ProposedTemplate:
    """Keep a draft on the server; with `uid` in the place of an earlier one."""
    policy.require(viewer, "propose", POLICY_CLASS)
    columns = {"name": name.strip()[:60], "title": title.strip()[:200], "text": text}
    with changelog.acting(viewer.signature):
        if uid is None:
            columns["name"] = columns["name"] or next_name()
            return ProposedTemplate.objects.create(
                drafted_by=viewer.signature, drafted_at=proposals.now(), **columns
            )
        row = proposals.one(ProposedTemplate, uid)
        if row.state == State.ADOPTED:
            return ProposedTemplate.objects.create(
                drafted_by=viewer.signature, drafted_at=proposals.now(), **columns
            )
        proposals.refuse(list(proposals.own_draft_faults(row, viewer)))
        return proposals.moved(row, State.DRAFT, drafted_at=proposals.now(), **columns)


def take_into_use(uid: object, *, viewer: Viewer, context: RenderContext) -> ProposedTemplate:
    """Write the template among the city's own, sound as it is; documents can be made of it."""
    policy.require(viewer, "issue", "documents")
    with changelog.acting(viewer.signature):
        row = proposals.one(ProposedTemplate, uid)
        found = list(proposals.own_draft_faults(row, viewer)) or list(_name_faults(row))
        proposals.refuse(found)
        preview = preview_of(row.name, row.title, row.text, context)
        reasons = [fault.text.rstrip(".。") for fault in preview.faults]
        proposals.refuse([Fault(kinds.FAULTY_TEMPLATE, facts={"reason": r}) for r in reasons])
        for earlier in ProposedTemplate.objects.filter(name=row.name, state=State.ADOPTED):
            proposals.moved(earlier, State.SUPERSEDED)
        row = proposals.moved(
            row, State.ADOPTED, decided_by=viewer.signature, decided_at=proposals.now()
        )
        file = home().presets / "templates" / f"{row.name}.docx"
        durable.write(file, content_of(row.title, row.text), shared=True)
    return row


def _name_faults(row: ProposedTemplate) -> Iterator[Fault]:
    if not _NAME.fullmatch(row.name):
        yield Fault(kinds.BAD_TEMPLATE_NAME, facts={"name": row.name})
    elif row.name in TEMPLATES:
        yield Fault(kinds.SHIPPED_NAME, facts={"name": row.name})


def next_name() -> str:
    """The first free name of a template of the city's own."""
    taken = {*shipped_names(), *ProposedTemplate.objects.values_list("name", flat=True)}
    number = 1
    while f"own-{number}" in taken:
        number += 1
    return f"own-{number}"
