"""Figures that a document prints as names: which names, in which order."""

from collections.abc import Iterable

from chainchief.indicators.entries import Entry
from chainchief.indicators.figures import Contribution, Receipt

ENTITY_NAME = "entity_name"


def names_of(receipt: Receipt, entry: Entry) -> tuple[str, ...]:
    """What each record behind a figure is called, each name once, in the order of the codes.

    By the column that the entry declares under `names`, or by the record's own name.
    """
    return tuple(dict.fromkeys(_named(receipt.contributions, entry.named_by)))


def _named(lines: Iterable[Contribution], column: str) -> Iterable[str]:
    for line in sorted(lines, key=lambda line: (line.code, line.uid)):
        shown = "" if column in ("", ENTITY_NAME) else str(line.attributes.get(column) or "")
        yield shown or line.label or line.code
