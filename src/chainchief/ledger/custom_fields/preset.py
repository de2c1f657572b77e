"""Further fields of a city: a preset declares them per kind, and they become `x_…` columns.

The file `extra.yaml` of the home folder's presets stands in place of the one that comes with the
program, which declares none. It is checked as a whole: all its faults are told at once.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.home import home
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

_PRESET = Path(__file__).parents[1] / "presets" / "extra.yaml"
_PARTS = ("source", "version", "valid_from", "kinds")
Entry = Mapping[str, Any]


def preset_file() -> Path:
    """The home folder's own file, else the one that comes with the program."""
    own = home().presets / "extra.yaml"
    return own if own.exists() else _PRESET


def stamp() -> tuple[Path, float]:
    """What tells one state of the preset from another."""
    path = preset_file()
    return path, path.stat().st_mtime


@cache
def load(at: tuple[Path, float], kinds: tuple[str, ...]) -> Mapping[str, tuple[CustomField, ...]]:
    """Further columns by kind, or `FaultsError` with everything wrong with the file."""
    path, _time = at
    place = Place(file=path.name)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        faults = [Fault(INCOMPLETE, place, facts={"part": p}) for p in _PARTS if p not in content]
        declared = dict(content.get("kinds") or {})
    except (yaml.YAMLError, TypeError, ValueError, AttributeError) as refusal:
        reason = str(refusal).splitlines()[0]
        raise FaultsError([Fault(UNREADABLE, place, facts={"reason": reason})]) from None
    found: dict[str, tuple[CustomField, ...]] = {}
    for kind, entries in declared.items():
        if kind not in kinds:
            facts = {"kind": kind, "choices": listed(kinds)}
            faults.append(Fault(UNKNOWN_KIND, place, facts=facts))
            continue
        found[kind] = _columns(kind, entries or (), place, faults)
    if faults:
        raise FaultsError(faults)
    return found


def _columns(
    kind: str, entries: Iterable[Entry], place: Place, faults: list[Fault]
) -> tuple[CustomField, ...]:
    made: dict[str, CustomField] = {}
    for entry in entries:
        name = str(entry.get("name", "?")) if isinstance(entry, Mapping) else str(entry)
        try:
            if name in made:
                raise ValueError("declared twice")
            made[name] = _column(entry)
        except (KeyError, TypeError, ValueError, AttributeError) as refusal:
            facts = {"kind": kind, "name": name, "reason": _reason(refusal)}
            faults.append(Fault(BAD_FIELD, place, facts=facts))
    return tuple(made.values())


def _reason(refusal: Exception) -> str:
    missing = isinstance(refusal, KeyError)
    return f"{refusal.args[0]} is missing" if missing else str(refusal)


def _column(entry: Entry) -> CustomField:
    unknown = sorted(set(entry) - {"name", "type", "zh", "en", "help", *_OPTIONS})
    if unknown:
        raise ValueError(f"unknown part {unknown[0]!r}")
    kind = str(entry["type"])
    if kind not in _TYPES:
        raise ValueError(f"type {kind!r} is not one of {', '.join(_TYPES)}")
    labels = {"zh": str(entry["zh"]), "en": str(entry["en"])}
    return CustomField(str(entry["name"]), labels, _TYPES[kind](entry), entry.get("help"))


_OPTIONS = ("unit", "most", "choices", "negative")


def _amount(entry: Entry) -> ColumnType:
    unit = str(entry["unit"])
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r} is not one of {', '.join(UNITS)}")
    return columns.Amount(unit, negative=bool(entry.get("negative", False)))


def _choice(entry: Entry) -> ColumnType:
    """Labels of choices are data of the city, and like all data are not translated: Chinese."""
    labels = {str(code): str(names["zh"]) for code, names in entry["choices"].items()}
    return columns.Choice(labels)


_TYPES: dict[str, Callable[[Entry], ColumnType]] = {
    "text": lambda entry: columns.Text(most=int(entry.get("most", 400))),
    "whole": lambda entry: columns.Whole(negative=bool(entry.get("negative", False))),
    "amount": _amount,
    "day": lambda _entry: columns.Day(),
    "month": lambda _entry: columns.MonthText(),
    "yes-no": lambda _entry: columns.YesNo(),
    "choice": _choice,
}
