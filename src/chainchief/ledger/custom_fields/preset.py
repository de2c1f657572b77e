"""Further fields of a city: a preset declares them per kind, and they become `x_…` columns.

The file `extra.yaml` of the home folder's presets stands in place of the one that comes with the
program, which declares none. It is checked as a whole: all its faults are told at once.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault, FaultsError, declare
from chainchief.core.i18n import _
from chainchief.core.presets import Document, FaultKinds, Origin, Part, Preset, Problem, Text
from chainchief.core.presets.preset import Stamp, line_of
from chainchief.core.units import UNITS
from chainchief.ledger import columns
from chainchief.ledger.columns import ColumnType
from chainchief.ledger.custom_fields.column import CustomField

UNREADABLE = declare(
    "LED-030",
    why="the preset of further fields cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
INCOMPLETE = declare(
    "LED-031",
    why="the preset of further fields has no {part}",
    remedy="add it: source, version, valid_from and kinds are needed",
)
UNKNOWN_KIND = declare(
    "LED-032",
    why="there is no kind of record {kind}",
    remedy="use one of: {choices}",
)
BAD_FIELD = declare(
    "LED-033",
    why="the further field {name} of {kind} is not declared well: {reason}",
    remedy="see the form in the preset that comes with the program",
)


class ChoiceLabels(Part, frozen=True):
    """Labels of choices are data of the city, and like all data are not translated: Chinese."""

    zh: Text
    en: str = ""


class FieldEntry(Part, frozen=True):
    """One further field."""

    name: Annotated[str, Meta(pattern="^x_", extra={"expected": "a name that begins with x_"})]
    type: Literal["text", "whole", "amount", "day", "month", "yes-no", "choice"]
    zh: Text
    en: Text
    help: dict[str, str] | None = None
    unit: str | None = None
    most: int = 400
    choices: dict[str, ChoiceLabels] | None = None
    negative: bool = False

    def __post_init__(self) -> None:
        needed = {"amount": "unit", "choice": "choices"}.get(self.type)
        if needed and getattr(self, needed) is None:
            raise ValueError(_("{key} is missing").format(key=needed))
        if self.type == "amount" and self.unit not in UNITS:
            raise ValueError(
                _("“{key}” is one of: {choices}").format(key="unit", choices=listed(UNITS))
                + near(self.unit, UNITS)
            )


class CustomFields(Origin, frozen=True):
    kinds: dict[str, tuple[FieldEntry, ...] | None]


_TYPES: Mapping[str, Callable[[FieldEntry], ColumnType]] = {
    "text": lambda entry: columns.Text(most=entry.most),
    "whole": lambda entry: columns.Whole(negative=entry.negative),
    "amount": lambda entry: columns.Amount(entry.unit or "", negative=entry.negative),
    "day": lambda _entry: columns.Day(),
    "month": lambda _entry: columns.MonthText(),
    "yes-no": lambda _entry: columns.YesNo(),
    "choice": lambda entry: columns.Choice(
        {code: labels.zh for code, labels in (entry.choices or {}).items()}
    ),
}


def _column(entry: FieldEntry) -> CustomField:
    labels = {"zh": entry.zh, "en": entry.en}
    return CustomField(entry.name, labels, _TYPES[entry.type](entry), entry.help)


def _columns(content: CustomFields) -> Mapping[str, tuple[CustomField, ...]]:
    return {kind: tuple(map(_column, listed or ())) for kind, listed in content.kinds.items()}


def _check_twice(document: Document[CustomFields]) -> Iterator[Fault]:
    for kind, entries in document.written("kinds").items():
        seen: set[str] = set()
        for index, entry in enumerate(entries if isinstance(entries, list) else []):
            name = str(entry.get("name")) if isinstance(entry, dict) else ""
            if name and name in seen:
                facts = {"kind": kind, "name": name, "reason": _("it is declared twice")}
                yield document.fault(BAD_FIELD, ("kinds", str(kind), index, "name"), facts=facts)
            seen.add(name)


PRESET = Preset(
    file="extra.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=CustomFields,
    build=_columns,
    about="Custom fields of a city, per kind of record; they become columns x_…",
    kinds=FaultKinds(
        by_problem={
            Problem.UNREADABLE: UNREADABLE,
            Problem.MISSING: INCOMPLETE,
            Problem.VALUE: UNREADABLE,
        },
        by_entry={"kinds": BAD_FIELD},
    ),
    check=_check_twice,
)
stamp = PRESET.stamp


@cache
def load(at: Stamp, kinds: tuple[str, ...]) -> Mapping[str, tuple[CustomField, ...]]:
    """Further columns by kind, or `FaultsError` with everything wrong with the file."""
    document, faults = PRESET.examine(at[0])
    if document is not None:
        faults += _check_kinds(document, kinds)
    if faults or document is None:
        raise FaultsError(sorted(faults, key=line_of))
    return _columns(document.content)


def _check_kinds(document: Document[CustomFields], kinds: tuple[str, ...]) -> Iterator[Fault]:
    for kind in document.written("kinds"):
        if kind not in kinds:
            facts = {"kind": kind, "choices": listed(kinds) + near(kind, kinds)}
            yield document.fault(UNKNOWN_KIND, ("kinds", kind), facts=facts)
