"""The rule for small cells, from its preset."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.home import home
from chainchief.indicators.disclosure.suppression import Rule

_SHIPPED = Path(__file__).parents[1] / "presets" / "disclosure.yaml"
#: Key → the least and the largest whole number that it takes.
_RANGES = {"threshold": (1, 100), "dominant": (1, 100), "margin": (0, 100)}

UNREADABLE = declare(
    "IND-060",
    why="it cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
NOT_IN_RANGE = declare(
    "IND-061",
    why="“{key}” takes a whole number from {least} to {most}",
    remedy="write it like “{key}: {least}”",
)
WITHOUT = declare("IND-062", why="“{key}” is missing", remedy="add it")


def rule() -> Rule:
    """The city's own rule where it has one, else the one that comes with the program.

    Raises `FaultsError` with everything that is wrong with the file.
    """
    own = home().presets / _SHIPPED.name
    path = own if own.exists() else _SHIPPED
    data = _data(path)
    found = list(_faults(data, path.name))
    if found:
        raise FaultsError(found)
    return Rule(
        threshold=int(str(data["threshold"])),
        dominant=int(str(data["dominant"])) / 100,
        margin=int(str(data["margin"])) / 100,
    )


def _data(path: Path) -> Mapping[str, object]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as wrong:
        reason = str(wrong)
    else:
        if isinstance(data, dict):
            return data
        reason = "not a mapping"
    raise FaultsError([Fault(UNREADABLE, Place(file=path.name), facts={"reason": reason})])


def _faults(data: Mapping[str, object], file: str) -> Iterator[Fault]:
    for key in ("source", "version", "valid_from", *_RANGES):
        if data.get(key) in (None, ""):
            yield Fault(WITHOUT, Place(file=file), facts={"key": key})
    for key, (least, most) in _RANGES.items():
        value = data.get(key, least)
        if value is not None and not (type(value) is int and least <= value <= most):
            facts = {"key": key, "least": least, "most": most}
            yield Fault(NOT_IN_RANGE, Place(file=file), str(value), facts)
