"""The preset `codelists.yaml`: which codes a city adds to which lists, from when until when.

The file of the home folder's presets stands in place of the one that comes with the program, which
adds none. It is checked as a whole: all its faults are told at once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault, FaultsError, declare
from chainchief.core.presets import Document, Origin, Part, Preset, Text
from chainchief.core.presets.preset import Stamp, line_of
from chainchief.ledger.columns import AddedCode, Choice
from chainchief.ledger.preset_faults import entry_faults

BAD_CODE = declare(
    "LED-070",
    why="the code list {kind} is not written well: {reason}",
    remedy="see the form in the preset that comes with the program",
)
UNKNOWN_LIST = declare(
    "LED-071",
    why="there is no list of codes {name}",
    remedy="add to one of: {choices}",
)
CLOSED_LIST = declare(
    "LED-072",
    why="the program reckons with every code of {name}, so nothing can be added to it",
    remedy="use one of its codes, or a custom field of the city's own",
)
TOO_LONG = declare(
    "LED-073",
    why="codes of {name} have {most} characters at most",
    remedy="choose a shorter code",
)
TAKEN = declare(
    "LED-074",
    why="{name} already has a code or a word like this",
    remedy="use the one there is, or choose another word",
)
BACKWARDS = declare(
    "LED-075", why="valid_to is before valid_from", remedy="correct one of the two days"
)
#: Lists by whose codes the program decides, sums up or draws: one that it does not know would be
#: passed over without a word. Columns that acts of a process move are closed as well.
_CLOSED: Mapping[str, frozenset[str]] = {
    "chain_segment": frozenset({"stream"}),
    "difficulty_action": frozenset({"step"}),
    "division": frozenset({"level"}),
    "enterprise": frozenset({"size_class"}),
    "adverse_listing": frozenset({"source"}),
    "feature": frozenset({"state"}),
    "feature_action": frozenset({"step"}),
    "feature_check": frozenset({"finding", "source"}),
    "lead": frozenset({"state"}),
    "lead_action": frozenset({"step"}),
    "match_verdict": frozenset({"verdict"}),
    "official_statistic": frozenset({"basis", "standing"}),
    "project_share": frozenset({"role"}),
    "ranking": frozenset({"ties"}),
    "reward_step": frozenset({"step"}),
    "segment_link": frozenset({"flow"}),
    "segment_trait": frozenset({"aspect", "maturity"}),
    "task_action": frozenset({"step"}),
}
_EVIDENCE = "evidence"
Codes = Mapping[str, Mapping[str, tuple[AddedCode, ...]]]


class CodeEntry(Part, frozen=True):
    """One code with its words. A used code is never renamed: it ends, and another one begins."""

    code: Annotated[
        str,
        Meta(pattern=r"^x_[a-z0-9_-]+$", extra={"expected": "a code that begins with x_"}),
    ]
    zh: Text
    en: Text
    valid_from: dt.date
    valid_to: dt.date | None = None


class CodeLists(Origin, frozen=True):
    """By kind of record and column, the codes that are added."""

    kinds: dict[str, dict[str, tuple[CodeEntry, ...]] | None]


def _codes(content: CodeLists) -> Codes:
    return {
        kind: {
            column: tuple(
                AddedCode(each.code, each.zh, each.en, each.valid_from, each.valid_to)
                for each in entries
            )
            for column, entries in (lists or {}).items()
        }
        for kind, lists in content.kinds.items()
    }


PRESET = Preset(
    file="codelists.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=CodeLists,
    build=_codes,
    about="Codes that a city adds to lists of choices, per kind of record and column",
    kinds=entry_faults(kinds=BAD_CODE),
)
stamp = PRESET.stamp


@dataclass(frozen=True)
class CodeList:
    """A list of choices as the program brings it, and how long a code may be."""

    type: Choice
    longest: int | None


@dataclass(frozen=True, eq=False)
class CodeListsOfKind:
    """The lists of a kind of record by column, and the columns that acts of a process move."""

    lists: tuple[tuple[str, CodeList], ...]
    moved: frozenset[str]

    def is_closed(self, kind: str, column: str) -> bool:
        closed = _CLOSED.get(kind, frozenset())
        return column == _EVIDENCE or column in closed or column in self.moved


@cache
def load(at: Stamp, kinds: tuple[tuple[str, CodeListsOfKind], ...]) -> Codes:
    """Added codes by kind and column, or `FaultsError` with everything wrong with the file."""
    document, faults = PRESET.examine(at[0])
    if document is not None:
        faults += _check(document, dict(kinds))
    if faults or document is None:
        raise FaultsError(sorted(faults, key=line_of))
    return _codes(document.content)


def _check(document: Document[CodeLists], kinds: Mapping[str, CodeListsOfKind]) -> Iterator[Fault]:
    for kind, lists in document.content.kinds.items():
        if kind not in kinds:
            facts = {"name": kind, "choices": listed(kinds) + near(kind, kinds)}
            yield document.fault(UNKNOWN_LIST, ("kinds", kind), kind, facts)
            continue
        for column, entries in (lists or {}).items():
            yield from _check_list(document, kinds[kind], kind, column, entries)


def _check_list(
    document: Document[CodeLists],
    of_kind: CodeListsOfKind,
    kind: str,
    column: str,
    entries: tuple[CodeEntry, ...],
) -> Iterator[Fault]:
    name, path = f"{kind}.{column}", ("kinds", kind, column)
    lists = dict(of_kind.lists)
    if column not in lists:
        open_lists = [each for each in lists if not of_kind.is_closed(kind, each)]
        facts = {"name": name, "choices": listed(open_lists) + near(column, open_lists)}
        yield document.fault(UNKNOWN_LIST, path, column, facts)
        return
    if of_kind.is_closed(kind, column):
        yield document.fault(CLOSED_LIST, path, facts={"name": name})
        return
    taken = {text for texts in lists[column].type.texts().values() for text in texts}
    most = lists[column].longest
    for index, entry in enumerate(entries):
        at = (*path, index)
        if most is not None and len(entry.code) > most:
            yield document.fault(TOO_LONG, (*at, "code"), entry.code, {"name": name, "most": most})
        if entry.valid_to is not None and entry.valid_to < entry.valid_from:
            yield document.fault(BACKWARDS, (*at, "valid_to"))
        for key in ("code", "zh", "en"):
            if getattr(entry, key) in taken:
                yield document.fault(TAKEN, (*at, key), getattr(entry, key), {"name": name})
        taken |= {entry.code, entry.zh, entry.en}
