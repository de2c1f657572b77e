"""What presets are typed with: parts that take no other keys, names in two languages, scalars."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

#: A text that says something.
Text = Annotated[str, msgspec.Meta(pattern=r"\S")]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mapping of a preset; a key that it does not declare is a fault."""


class Names(Part, frozen=True):
    """A name in Chinese and in English."""

    zh: Text
    en: Text

    def as_mapping(self) -> Mapping[str, str]:
        return {"zh": self.zh, "en": self.en}


class Origin(Part, frozen=True):
    """What every preset says: where it comes from, its version, from which day it holds."""

    source: Text
    version: int | Text
    valid_from: dt.date


@dataclass(frozen=True)
class Scalar:
    """A type that YAML does not have: how it is parsed, told to people and to an editor.

    `parse` raises `ValueError` where a value is none; `expected` is a message id.
    """

    parse: Callable[[object], object]
    expected: str
    schema: Mapping[str, Any]
