"""Presets of one mapping in one file: found, read, and whether they have the parts they need."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.home import home

UNREADABLE = declare(
    "LED-040",
    why="the preset cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
INCOMPLETE = declare("LED-041", why="the preset has no {part}", remedy="add it; it needs: {parts}")

_SHIPPED = Path(__file__).parent / "presets"
#: Every preset says where it comes from and from when it holds.
_ORIGIN = ("source", "version", "valid_from")


def in_force(name: str, shipped: Path = _SHIPPED) -> tuple[Path, float]:
    """The home folder's own file, else the program's, and what tells its states apart."""
    own = home().presets / name
    path = own if own.exists() else shipped / name
    return path, path.stat().st_mtime


def read(path: Path, entries: str) -> tuple[Sequence[Any], list[Fault]]:
    """The list under `entries`, and faults for parts that are missing.

    `FaultsError` where the file is no mapping at all.
    """
    place = Place(file=path.name)
    parts = (*_ORIGIN, entries)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(content, Mapping):
            raise TypeError(f"a {type(content).__name__} instead of a mapping")
        listed = list(content.get(entries) or ())
    except (OSError, yaml.YAMLError, TypeError, ValueError) as refusal:
        reason = (str(refusal).splitlines() or ["?"])[0]
        raise FaultsError([Fault(UNREADABLE, place, facts={"reason": reason})]) from None
    missing = [part for part in parts if part not in content]
    facts = {"parts": ", ".join(parts)}
    return listed, [Fault(INCOMPLETE, place, facts={"part": p, **facts}) for p in missing]


def reason_of(refusal: Exception) -> str:
    """What a refused entry lacks or has too much, in words."""
    missing = isinstance(refusal, KeyError)
    return f"{refusal.args[0]} is missing" if missing else str(refusal)
