"""A candidate definition given as data: its text as a preset would hold it, its faults by line."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from chainchief.core.faults import Fault
from chainchief.core.lined_yaml import Item, item_of
from chainchief.indicators.catalogue.entries import is_code
from chainchief.indicators.catalogue.indicator import WORDING, Indicator
from chainchief.indicators.catalogue.loading import Catalogue, load_with

#: What a definition is called as long as it has no code of its own.
UNNAMED = "IND-CANDIDATE"
#: The order in which people read an entry; other keys stand where they were given.
_FIRST = ("code", "name", "aliases", "nature", "unit", "places")
_LAST = ("disclosure", "ref", "definition")


@dataclass(frozen=True)
class LocatedFault:
    """A fault of a definition: the key that it is about (`where.stage`), and its line."""

    key: str
    line: int
    fault: Fault


@dataclass(frozen=True)
class Candidate:
    """A definition that is in no preset yet, as a mapping of the keys of an entry."""

    definition: Mapping[str, object]

    @cached_property
    def text(self) -> str:
        """The definition as the YAML of a preset file."""
        return text_of(self.definition)

    @cached_property
    def item(self) -> Item:
        return item_from(self.text)

    @cached_property
    def _loaded(self) -> tuple[Catalogue | None, list[Fault]]:
        return load_with(self.item)

    @property
    def faults(self) -> tuple[LocatedFault, ...]:
        """The faults of the definition, in the order of its lines."""
        return tuple(_located(self.item, fault) for fault in self._loaded[1])

    @cached_property
    def catalogue(self) -> Catalogue | None:
        """The catalogue in force with the candidate in it.

        Where only code, name, definition and the like are wrong or missing, with others in their
        place: what it counts can be shown before it is named. None where that cannot be said.
        """
        found, faults = self._loaded
        if not faults:
            return found
        return load_with(item_from(text_of(self._without_wording())))[0]

    @property
    def code(self) -> str:
        """The code under which `catalogue` has it."""
        code = str(self.definition.get("code") or "")
        return code if is_code(code) else UNNAMED

    @property
    def indicator(self) -> Indicator | None:
        return self.catalogue[self.code] if self.catalogue else None

    def _without_wording(self) -> dict[str, object]:
        kept = {key: value for key, value in self.definition.items() if key not in WORDING}
        is_wrong = any(each.key.split(".")[0] == "name" for each in self.faults)
        names = {"zh": self.code, "en": self.code} if is_wrong else self.definition["name"]
        sentence = {"valid_from": dt.date(1949, 10, 1), "zh": self.code, "en": self.code}
        return {"code": self.code, "name": names, **kept, "definition": [sentence]}


def text_of(definition: Mapping[str, object]) -> str:
    """A definition as one entry of a preset file, its keys in the order of reading."""
    keys = [key for key in _FIRST if key in definition]
    keys += [str(key) for key in definition if key not in (*_FIRST, *_LAST)]
    keys += [key for key in _LAST if key in definition]
    entry = {key: _plain(definition[key]) for key in keys}
    text: str = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=1_000)
    return text


def _plain(value: object) -> Any:
    """Data as YAML writes it; whatever else it is by what it calls itself."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(each) for each in value]
    known = value is None or isinstance(value, bool | int | float | dt.date)
    return value if known else str(value)


def item_from(text: str) -> Item:
    """The one entry of a text, with the line of everything in it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode):
        raise TypeError(f"{text[:40]!r} is no list of entries")
    return item_of("", root.value[0])


def _located(item: Item, fault: Fault) -> LocatedFault:
    line = fault.place.line or item.line
    named = str(fault.facts.get("key", ""))
    if named and (named,) not in item.lines and line == item.line:
        return LocatedFault(named, line, fault)
    paths = sorted((path for path, at in item.lines.items() if at == line), key=len)
    path = paths[0] if paths else ()
    return LocatedFault(".".join(map(str, path)), line, fault)
