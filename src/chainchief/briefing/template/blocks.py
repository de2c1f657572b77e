"""Blocks of a template: what stands under a condition, what a list repeats, and where they end.

A block lies within one paragraph (a sentence), or its statements stand alone in paragraphs or rows
that are neighbours in one text, cell or table, so that what is between can be taken out whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chainchief.briefing.docx.ooxml import Element, qn, text_of
from chainchief.briefing.faults import (
    LIST_IN_SENTENCE,
    NESTED_TOO_DEEP,
    NOT_ALONE,
    NOT_ENDED,
    NOT_OPENED,
)
from chainchief.briefing.template.statements import ELSE, ENDS, FOR, IF, Statement, parse_statement
from chainchief.briefing.template.tags import TagUse
from chainchief.core.faults import Fault

#: Blocks that may stand one in the other; lists among them: over chains, over units.
_MOST_BLOCKS, _MOST_LISTS = 20, 2


@dataclass
class Block:
    """A condition with its two branches, or a list with what it repeats (`then`)."""

    use: TagUse
    statement: Statement
    then: "list[Node]" = field(default_factory=list)
    otherwise: "list[Node]" = field(default_factory=list)
    divide: TagUse | None = None
    end: TagUse | None = None
    can_be_read: bool = True

    @property
    def is_sentence(self) -> bool:
        """Whether it begins and ends in one paragraph."""
        return self.end is not None and self.use.paragraph is self.end.paragraph

    @property
    def marks(self) -> list[TagUse]:
        """The block's statements in their order."""
        return [use for use in (self.use, self.divide, self.end) if use is not None]

    @property
    def inside(self) -> "list[Node]":
        """The block that the next tag belongs to."""
        return self.then if self.divide is None else self.otherwise


Node = TagUse | Block


def blocks_of(uses: Iterable[TagUse]) -> tuple[list[Node], list[Fault]]:
    """The tags of a template as a tree; a fault for each statement that is out of its place."""
    top: list[Node] = []
    open_blocks: list[Block] = []
    faults: list[Fault] = []
    for use in uses:
        inside = open_blocks[-1].inside if open_blocks else top
        if not use.is_statement:
            inside.append(use)
            continue
        statement, wrong = parse_statement(use)
        faults += wrong
        word = statement.word if statement else _word_of(use)
        if word in ENDS:
            block = Block(use, statement or Statement(word), can_be_read=statement is not None)
            limit = _limit_reached(open_blocks, word)
            if limit:
                faults.append(Fault(NESTED_TOO_DEEP, use.place, use.source, {"limit": limit}))
            else:
                inside.append(block)
            open_blocks.append(block)
        elif statement is not None:
            faults += _close(open_blocks, use, statement)
    faults += [_not_ended(block) for block in open_blocks if block.can_be_read]
    return top, faults


def _limit_reached(open_blocks: list[Block], word: str) -> int:
    """The limit that one more block of this word would exceed, else 0."""
    if len(open_blocks) >= _MOST_BLOCKS:
        return _MOST_BLOCKS
    lists = sum(block.statement.word == FOR for block in open_blocks)
    return _MOST_LISTS if word == FOR and lists >= _MOST_LISTS else 0


def _word_of(use: TagUse) -> str:
    """The word of a statement that cannot be read, so that its end is not told as well."""
    return next((word for word in ENDS if use.inner.startswith(word)), "")


def _close(open_blocks: list[Block], use: TagUse, statement: Statement) -> list[Fault]:
    """Divide or end the innermost open block, if this word belongs to it."""
    block = open_blocks[-1] if open_blocks else None
    if block is None or not _belongs(statement.word, block):
        opening = FOR if statement.word == ENDS[FOR] else IF
        facts = {"word": use.source, "opening": f"{{% {opening} … %}}"}
        return [Fault(NOT_OPENED, use.place, use.source, facts)]
    if statement.word == ELSE:
        block.divide = use
        return []
    block.end = use
    open_blocks.pop()
    return list(_out_of_place(block))


def _belongs(word: str, block: Block) -> bool:
    if word == ELSE:
        return block.statement.word == IF and block.divide is None
    return word == ENDS[block.statement.word]


def _not_ended(block: Block) -> Fault:
    facts = {"closing": f"{{% {ENDS[block.statement.word]} %}}"}
    return Fault(NOT_ENDED, block.use.place, block.use.source, facts)


def _out_of_place(block: Block) -> Iterable[Fault]:
    use = block.use
    if all(mark.paragraph is use.paragraph for mark in block.marks):
        if block.statement.word == FOR:
            yield Fault(LIST_IN_SENTENCE, use.place, use.source, {"word": use.source})
        return
    homes = [unit_of(mark).getparent() for mark in block.marks]
    wrong = next((mark for mark in block.marks if not mark.is_alone), None)
    if wrong is not None or any(home is not homes[0] for home in homes):
        misplaced = wrong or use
        yield Fault(NOT_ALONE, misplaced.place, misplaced.source, {"word": misplaced.source})


def unit_of(mark: TagUse) -> Element:
    """The element of a statement: its paragraph, or the row of a table that holds nothing else."""
    paragraph: Element = mark.paragraph
    row = next((above for above in paragraph.iterancestors() if above.tag == qn("w:tr")), None)
    if row is not None and "".join(map(text_of, row.iter(qn("w:p")))).strip() == mark.source:
        return row
    return paragraph
