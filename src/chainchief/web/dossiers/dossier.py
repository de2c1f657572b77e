"""A paper of facts and tables: the same cells as a page and as a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from chainchief.access.policy import level_word
from chainchief.core.paper import writing as paper
from chainchief.web.frame.breadcrumbs import Crumb


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `address` is where it leads to, on the page."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a heading; `none` is what stands there when there are none."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True)
class Dossier:
    """What templates/web/dossiers/dossier.html shows, and its document prints."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    facts: list[tuple[str, str]]
    tables: list[Table]
    #: Name and address of each document that can be taken along, of what else can be done.
    downloads: list[tuple[str, str]] = field(default_factory=list)
    acts: list[tuple[str, str]] = field(default_factory=list)


def document_of(dossier: Dossier, policy_class: str) -> bytes:
    """The paper as DOCX; its level is that of the class of what stands in it."""
    level = level_word(policy_class)
    document = paper.new_document(dossier.title, level)
    paper.line(document, " · ".join([*dossier.as_at, level]))
    for name, value in dossier.facts:
        paper.line(document, f"{name}：{value}")
    for number, table in enumerate(dossier.tables, start=1):
        paper.heading(document, f"{number}. {table.title} ({len(table.rows)})")
        if table.note:
            paper.line(document, table.note)
        paper.table(document, table.heads, [[cell.text for cell in row] for row in table.rows])
    made = BytesIO()
    document.save(made)
    return made.getvalue()
