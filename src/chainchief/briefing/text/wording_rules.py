"""The rules of wording, from their preset: tolerances of 近 and 约, lengths, names with numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

from chainchief.briefing.faults import (
    RULE_MISSING,
    RULE_NOT_IN_RANGE,
    RULE_NOT_NAMES,
    RULES_UNREADABLE,
)
from chainchief.briefing.text.widths import narrowed
from chainchief.core.approximations import Approximation
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item, NotYamlError, compose, item_of

SHIPPED = Path(__file__).parents[1] / "presets" / "writing.yaml"
#: Key → the least and the largest whole number that it takes.
_RANGES = {
    "near": (1, 20),
    "about": (1, 20),
    "title": (1, 1_000),
    "sentence": (1, 10_000),
    "paragraph": (1, 100_000),
    "text": (1, 1_000_000),
}
_WORD = re.compile(r"[^\W\d]")
_HEAD = ("source", "version", "valid_from")


@dataclass(frozen=True)
class Writing:
    """The rules in force; lengths in characters without spaces."""

    near: Fraction
    about: Fraction
    title: int
    sentence: int
    paragraph: int
    text: int
    source: str
    #: What holds a number and is no figure; `#` stands for any number.
    names: tuple[str, ...] = ()

    def tolerance(self, word: Approximation) -> Fraction:
        """How far a number may stand from the value beside this word, as a share of it."""
        return self.near if word is Approximation.NEARLY else self.about


def rules() -> Writing:
    """The city's own rules where it has them, else those that come with the program.

    Raises `FaultsError` with everything that is wrong with the file.
    """
    shipped, own = _read(SHIPPED), home().presets / SHIPPED.name
    item = _read(own) if own.exists() else shipped
    found = list(_faults(item))
    if found:
        raise FaultsError(found)
    number = {key: int(str(item.data[key])) for key in _RANGES}
    names = (*_names(shipped), *_names(item))  # a city's names stand beside those shipped
    return Writing(
        near=Fraction(number.pop("near"), 100),
        about=Fraction(number.pop("about"), 100),
        source=str(item.data["source"]),
        names=tuple(dict.fromkeys(names)),
        **number,
    )


def _names(item: Item) -> list[str]:
    names = item.data.get("names") or []
    return [narrowed(name) for name in names] if isinstance(names, list) else []


def _read(path: Path) -> Item:
    try:
        root = compose(path)
        if isinstance(root, yaml.MappingNode):
            return item_of(path.name, root)
        reason, line = _("it is empty"), None
    except NotYamlError as wrong:
        reason, line = str(wrong), wrong.line
    place = Place(path.name, line=line)
    raise FaultsError([Fault(RULES_UNREADABLE, place, facts={"reason": reason})])


def _faults(item: Item) -> Iterator[Fault]:
    for key in (*_HEAD, *_RANGES):
        if item.data.get(key) in (None, ""):
            yield Fault(RULE_MISSING, Place(item.file), facts={"key": key})
    for key, (least, most) in _RANGES.items():
        value = item.data.get(key)
        if value is not None and not (type(value) is int and least <= value <= most):
            facts = {"key": key, "least": least, "most": most}
            yield Fault(RULE_NOT_IN_RANGE, item.place(key), str(value), facts)
    yield from _faults_of_names(item)


def _faults_of_names(item: Item) -> Iterator[Fault]:
    """A name that is a number alone would leave out every figure."""
    names = item.data.get("names") or []
    if not isinstance(names, list):
        yield Fault(RULE_NOT_NAMES, item.place("names"), str(names))
        return
    for index, name in enumerate(names):
        if not isinstance(name, str) or not _WORD.search(name):
            yield Fault(RULE_NOT_NAMES, item.place("names", index), str(name))
