"""Rendering: a template, a month's figures, and a document whose every figure has a control."""

import datetime as dt
from dataclasses import dataclass, field

from docx.document import Document

from chainchief.briefing.docx import properties
from chainchief.briefing.docx.ooxml import qn
from chainchief.briefing.docx.packing import packed
from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.render.appendix import add_appendix
from chainchief.briefing.render.controls import Placed, counts_of, place
from chainchief.briefing.render.demo_mark import mark_demo
from chainchief.briefing.render.review_comments import add_comments, mark_not_public
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.draft_warnings import too_long, without_a_time
from chainchief.briefing.resolve.expansion import expanded
from chainchief.briefing.resolve.filling import fill
from chainchief.briefing.resolve.not_public import for_the_bureau
from chainchief.briefing.resolve.origins import Counts
from chainchief.briefing.template.tags import Template
from chainchief.briefing.text.wording_rules import rules
from chainchief.core.faults import Fault


@dataclass
class RenderedDraft:
    """A rendered document, still as a tree."""

    document: Document
    context: RenderContext
    placed: list[Placed] = field(default_factory=list)
    gaps: tuple[Fault, ...] = ()
    name: str = ""

    @property
    def counts(self) -> Counts:
        return counts_of(self.placed)

    def content(self) -> bytes:
        return packed(self.document)

    def warnings(self) -> list[Fault]:
        """Warnings for a person to look at; none of them refuses the draft."""
        document = read_back(self.document, self.name)
        cited = {one.cited.citation.tag: one.cited for one in self.placed}
        figures = {tag: one.figure for tag, one in cited.items() if not one.citation.is_claim}
        stated = {tag for tag, one in cited.items() if one.citation.span is not None}
        return [
            *too_long(document, _styles(self.document), rules()),
            *without_a_time(document, figures, stated),
            *for_the_bureau(document, figures),
        ]


def draft(
    template: Template, context: RenderContext, *, review: bool = False, with_gaps: bool = False
) -> RenderedDraft:
    """`template` filled in; `FaultsError` with everything in it that cannot be answered."""
    filling = fill(template, context, with_gaps=with_gaps)
    document = expanded(template, context).document()
    placed = place(document, filling)
    made = RenderedDraft(document, context, placed, tuple(filling.gaps), template.name)
    mark_demo(made.document)
    _remember(made, template)
    if review:
        add_comments(made.document, made.placed, context.source)
        add_appendix(made.document, made.placed, context.source)
    else:
        mark_not_public(made.document, made.placed, context.source)
    _fix_dates(made)
    return made


def _styles(document: Document) -> dict[int, str]:
    """The name of each paragraph's style, by its number in the body; "" for the plain one."""
    names = {
        style.get(qn("w:styleId")): str(name.get(qn("w:val"), ""))
        for style in document.styles.element.iter(qn("w:style"))
        for name in style.iter(qn("w:name"))
    }
    paragraphs = enumerate(document.element.body.iter(qn("w:p")), start=1)
    styled = ((number, one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) for number, one in paragraphs)
    return {n: names.get(one.get(qn("w:val")), "") for n, one in styled if one is not None}


def _remember(made: RenderedDraft, template: Template) -> None:
    source = made.context.source
    values = {
        properties.SNAPSHOT: source.snapshot,
        properties.MONTH: str(source.month),
        properties.TEMPLATE: template.name,
    }
    for one in made.placed:
        values[f"{properties.DEFINITION}{one.cited.figure.code}"] = one.cited.figure.definition
    for one in made.placed:
        values[f"{properties.FIGURE}{one.number}"] = one.cited.citation.full
    properties.write_properties(made.document, values)


def _fix_dates(made: RenderedDraft) -> None:
    """A draft of the same figures is the same file: no time of making but the month's end."""
    last = dt.datetime.combine(made.context.source.month.last, dt.time(), dt.UTC)
    core = made.document.core_properties
    core.created = core.modified = last.replace(tzinfo=None)
    core.last_modified_by = "chainchief"
