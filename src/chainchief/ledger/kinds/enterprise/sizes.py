"""大中小微型企业 by the statisticians' rule of 2017 (国统字〔2017〕213号), from its preset.

A class needs all its lower bounds at once, else the next one down is looked at: 1,200 people with
3 亿元 are medium, 5 people with 10 亿元 micro.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chainchief.core import units
from chainchief.core.codes import industries
from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.i18n import in_language
from chainchief.ledger import presetfile

BAD_LINE = declare(
    "LED-042",
    why="line {number} of the size classes is not well: {reason}",
    remedy="see the form in the preset that comes with the program",
)

_PRESET = "size-classes.yaml"
#: What is measured → the unit of its bounds; None for people.
MEASURES: Mapping[str, str | None] = {"employees": None, "revenue": "万元", "assets": "万元"}
_GRADES = ("large", "medium", "small")
MICRO = "micro"
_RANGE = re.compile(r"(\d{2})-(\d{2})")


@dataclass(frozen=True)
class SizeRule:
    """The lower bounds of large, medium and small, in the ledger's steps, by what is measured."""

    names: Mapping[str, str]
    bounds: Mapping[str, tuple[int, int, int]]
    checked: bool = True

    def __str__(self) -> str:
        """Its industry, in the language of whoever reads it."""
        return in_language(dict(self.names))


@dataclass(frozen=True)
class Sized:
    """The class of a firm, and the rule that says so."""

    size_class: str
    rule: SizeRule


def size_of(industry: str, measured: Mapping[str, int | None]) -> Sized | None:
    """The class of a firm in `industry` with these `employees`, `revenue` and `assets`.

    None where no rule covers the industry, or what is not known could change the class.
    """
    rule = rule_for(industry)
    if rule is None:
        return None
    best = _class_by(rule, measured, unknown_reaches=True)
    return Sized(best, rule) if best == _class_by(rule, measured, unknown_reaches=False) else None


def _class_by(rule: SizeRule, measured: Mapping[str, int | None], *, unknown_reaches: bool) -> str:
    for grade, name in enumerate(_GRADES):
        if all(
            unknown_reaches if (value := measured.get(what)) is None else value >= bounds[grade]
            for what, bounds in rule.bounds.items()
        ):
            return name
    return MICRO


def rule_for(industry: str) -> SizeRule | None:
    """The rule of the longest code that `industry` begins with."""
    rules = load(*presetfile.in_force(_PRESET))
    lengths = range(len(industry), 1, -1)
    return next((rules[industry[:n]] for n in lengths if industry[:n] in rules), None)


def check_preset() -> None:
    """Raise `FaultsError` with everything that is wrong with the preset in force."""
    load(*presetfile.in_force(_PRESET))


@cache
def load(path: Path, _time: float) -> Mapping[str, SizeRule]:
    """Rules by code of the industry, or `FaultsError` with everything wrong with the file."""
    lines, faults = presetfile.read(path, "industries")
    rules: dict[str, SizeRule] = {}
    for number, line in enumerate(lines, 1):
        try:
            _add(rules, line)
        except (KeyError, TypeError, ValueError, AttributeError) as refusal:
            facts = {"number": number, "reason": presetfile.reason_of(refusal)}
            faults.append(Fault(BAD_LINE, Place(file=path.name), facts=facts))
    if faults:
        raise FaultsError(faults)
    return rules


def _add(rules: dict[str, SizeRule], line: Mapping[str, object]) -> None:
    unknown = sorted(set(line) - {"zh", "en", "codes", "checked", *MEASURES})
    if unknown:
        raise ValueError(f"unknown part {unknown[0]!r}")
    bounds = {what: _bounds(line[what], unit) for what, unit in MEASURES.items() if what in line}
    if not bounds:
        raise ValueError("nothing is measured")
    names = {"zh": str(line["zh"]), "en": str(line["en"])}
    rule = SizeRule(names, bounds, bool(line.get("checked", True)))
    for code in _codes(line["codes"]):
        if code in rules:
            raise ValueError(f"industry {code} stands in two lines")
        rules[code] = rule


def _bounds(given: object, unit: str | None) -> tuple[int, int, int]:
    if not isinstance(given, list) or len(given) != 3 or not all(type(n) is int for n in given):
        raise ValueError("bounds are three whole numbers: large, medium, small")
    if not given[0] >= given[1] >= given[2] >= 0:
        raise ValueError("bounds fall from large to small")
    large, medium, small = (units.to_steps(n, units.unit(unit)) if unit else n for n in given)
    return large, medium, small


def _codes(given: object) -> Iterator[str]:
    if not isinstance(given, list):
        raise TypeError("codes are a list of texts")
    for text in map(str, given):
        between = _RANGE.fullmatch(text)
        first, last = (int(between[1]), int(between[2])) if between else (0, -1)
        codes = [f"{number:02}" for number in range(first, last + 1)] if between else [text]
        for code in codes:
            if not industries.exists(code):
                raise ValueError(f"GB/T 4754-2017 has no industry {code!r}")
        yield from codes
