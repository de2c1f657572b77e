"""Settling a template: conditions decided and lists written out, until only tags are left."""

import copy
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chainchief.briefing.docx.ooxml import (
    Element,
    make,
    parts_with_text,
    qn,
    replace_text,
    replace_texts,
    text_of,
)
from chainchief.briefing.resolve.block_values import codes_of, condition_holds
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.template.blocks import Block, blocks_of, unit_of
from chainchief.briefing.template.calls import Call, parse_call
from chainchief.briefing.template.statements import FOR
from chainchief.briefing.template.tags import TagUse, Template, tags_below

_HELD = ("w:sectPr", "w:drawing", "w:pict", "w:object")
_ONCE = ("w:bookmarkStart", "w:bookmarkEnd")


def expanded(template: Template, context: RenderContext) -> Template:
    """The template without statements; the same one where it has none. Its faults were told."""
    document = template.document()
    parts = [part for part in parts_with_text(document) if part.is_filled]
    if not sum(_settle(part.root, context) for part in parts):
        return template
    for part in parts:
        part.store()
    stream = io.BytesIO()
    document.save(stream)
    return replace(template, content=stream.getvalue())


def _settle(root: Element, context: RenderContext) -> int:
    """Carry out the blocks below `root`, the last first, so that earlier places stay theirs.

    How many there were.
    """
    nodes, _faults = blocks_of(tags_below(root)[0])
    blocks = [node for node in nodes if isinstance(node, Block)]
    for block in reversed(blocks):
        _carry_out(block, context)
    return len(blocks)


def _carry_out(block: Block, context: RenderContext) -> None:
    if block.is_sentence:
        _cut_sentence(block, context)
    elif block.statement.word == FOR:
        _repeat(block, context)
    else:
        _keep_branch(block, context)


def _cut_sentence(block: Block, context: RenderContext) -> None:
    """Take statements and the branch that does not stand out of their paragraph."""
    paragraph = block.use.paragraph
    replace_texts(paragraph, ((start, end, "") for start, end in _cuts(block, context)))
    if not text_of(paragraph).strip() and not _holds_something(paragraph):
        _remove(paragraph)


def _cuts(block: Block, context: RenderContext) -> Iterator[tuple[int, int]]:
    first, *_middle, last = block.marks
    for mark in block.marks:
        yield mark.start, mark.end
    holds = condition_holds(block, context)[0]
    divide = block.divide or last
    yield (divide.end, last.start) if holds else (first.end, divide.start)
    for node in block.then if holds else block.otherwise:
        if isinstance(node, Block):
            yield from _cuts(node, context)


def _keep_branch(block: Block, context: RenderContext) -> None:
    """Leave the paragraphs or rows of the branch that stands."""
    units = [unit_of(mark) for mark in block.marks]
    divide = units[1] if block.divide else units[-1]
    holds = condition_holds(block, context)[0]
    dead = _between(divide, units[-1]) if holds else _between(units[0], divide)
    for node in reversed(block.then if holds else block.otherwise):
        if isinstance(node, Block):
            _carry_out(node, context)
    for element in (*dead, *units):
        _remove(element)


def _repeat(block: Block, context: RenderContext) -> None:
    """Write the paragraphs or rows of a list once for each of its codes."""
    opening, closing = (unit_of(mark) for mark in block.marks)
    body = _between(opening, closing)
    for code in codes_of(block, context)[0]:
        about = context.about(block.statement.variable, code)
        for element in _written_out(body, about):
            closing.addprevious(element)
    for element in (opening, *body, closing):
        _remove(element)


def _written_out(body: Iterable[Element], about: RenderContext) -> list[Element]:
    """A copy of `body` about one entry: each tag names the chain or unit it speaks of."""
    holder = make("w:body", None, *(copy.deepcopy(element) for element in body))
    for mark in [mark for tag in _ONCE for mark in holder.iter(qn(tag))]:
        mark.getparent().remove(mark)
    _settle(holder, about)
    for use in reversed(tags_below(holder)[0]):
        _name(use, about)
    return list(holder)


def _name(use: TagUse, about: RenderContext) -> None:
    call, _faults = parse_call(use)
    if call is not None and about.meant(call) != call:
        replace_text(use.paragraph, use.start, use.end, _typed(about.meant(call)))


def _typed(call: Call) -> str:
    """A call as it is typed into a template."""
    arguments = (f"{name}={_literal(value)}" for name, value in call.arguments.items())
    return f"{{{{ {call.function}({', '.join(arguments)}) }}}}"


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _between(start: Element, end: Element) -> list[Element]:
    """The neighbours after `start` and before `end`."""
    siblings = []
    following = start.getnext()
    while following is not None and following is not end:
        siblings.append(following)
        following = following.getnext()
    return siblings


def _holds_something(paragraph: Element) -> bool:
    return any(True for tag in _HELD for _element in paragraph.iter(qn(tag)))


def _remove(element: Element) -> None:
    """Take an element out; a section's end stays, a cell keeps a paragraph, no table is empty."""
    if element.tag == qn("w:p") and element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        for child in [child for child in element if child.tag != qn("w:pPr")]:
            element.remove(child)
        return
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == qn("w:tc") and (not len(parent) or parent[-1].tag != qn("w:p")):
        parent.append(make("w:p"))
    if parent.tag == qn("w:tbl") and parent.find(qn("w:tr")) is None:
        _remove(parent)
