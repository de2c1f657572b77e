"""大中小微型企业 by the statisticians' rule of 2017 (国统字〔2017〕213号), from its preset.

A class needs all its lower bounds at once, else the next one down is looked at: 1,200 people with
3 亿元 are medium, 5 people with 10 亿元 micro.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chainchief.core import units
from chainchief.core.codes import industries
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import _, in_language
from chainchief.core.presets import Document, Origin, Part, Preset, Text
from chainchief.ledger.preset_faults import entry_faults

BAD_LINE = declare(
    "LED-042",
    why="line {number} of the size classes is not well: {reason}",
    remedy="see the form in the preset that comes with the program",
)

#: What is measured → the unit of its bounds; None for people.
MEASURES: Mapping[str, str | None] = {"employees": None, "revenue": "万元", "assets": "万元"}
_GRADES = ("large", "medium", "small")
MICRO = "micro"
_RANGE = re.compile(r"(\d{2})-(\d{2})")
Bounds = tuple[int, int, int]


@dataclass(frozen=True)
class SizeRule:
    """The lower bounds of large, medium and small, in the ledger's steps, by what is measured."""

    names: Mapping[str, str]
    bounds: Mapping[str, Bounds]
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
    rules = PRESET.load()
    lengths = range(len(industry), 1, -1)
    return next((rules[industry[:n]] for n in lengths if industry[:n] in rules), None)


class SizeLine(Part, frozen=True):
    """The lower bounds of one industry: large, medium, small."""

    zh: Text
    en: Text
    codes: tuple[Text | int, ...]
    employees: Bounds | None = None
    revenue: Bounds | None = None
    assets: Bounds | None = None
    checked: bool = True

    def __post_init__(self) -> None:
        if not self.bounds:
            raise ValueError(_("nothing is measured"))
        for large, medium, small in self.bounds.values():
            if not large >= medium >= small >= 0:
                raise ValueError(_("bounds fall from large to small"))
        for code in self.all_codes:
            if not industries.exists(code):
                raise ValueError(_("GB/T 4754-2017 has no industry {!r}.").format(code))

    @property
    def bounds(self) -> Mapping[str, Bounds]:
        given = {what: getattr(self, what) for what in MEASURES}
        return {what: bounds for what, bounds in given.items() if bounds is not None}

    @property
    def all_codes(self) -> tuple[str, ...]:
        """The codes that it names, those of its ranges one by one."""
        return tuple(code for text in self.codes for code in _codes(str(text)))


class SizeClasses(Origin, frozen=True):
    industries: tuple[SizeLine, ...]


def _codes(text: str) -> list[str]:
    between = _RANGE.fullmatch(text)
    if between is None:
        return [text]
    return [f"{number:02}" for number in range(int(between[1]), int(between[2]) + 1)]


def _rules(content: SizeClasses) -> Mapping[str, SizeRule]:
    """Rules by code of the industry."""
    rules: dict[str, SizeRule] = {}
    for line in content.industries:
        bounds = {what: _in_steps(given, MEASURES[what]) for what, given in line.bounds.items()}
        rule = SizeRule({"zh": line.zh, "en": line.en}, bounds, line.checked)
        rules.update(dict.fromkeys(line.all_codes, rule))
    return rules


def _in_steps(bounds: Bounds, unit: str | None) -> Bounds:
    large, medium, small = (units.to_steps(n, units.unit(unit)) if unit else n for n in bounds)
    return large, medium, small


def _check_twice(document: Document[SizeClasses]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, line in document.entries("industries"):
        written = line.get("codes")
        texts = written if isinstance(written, list) else []
        codes = [code for text in texts for code in _codes(str(text))]
        twice = [code for n, code in enumerate(codes) if code in seen or code in codes[:n]]
        seen.update(codes)
        if twice:
            reason = _("industry {} stands in two lines").format(twice[0])
            facts = {"number": index + 1, "reason": reason}
            yield document.fault(BAD_LINE, ("industries", index, "codes"), facts=facts)


PRESET = Preset(
    file="size-classes.yaml",
    shipped=Path(__file__).parents[2] / "presets",
    shape=SizeClasses,
    build=_rules,
    about="大中小微型企业: lower bounds of the size classes of firms, by industry",
    kinds=entry_faults(industries=BAD_LINE),
    check=_check_twice,
)


def check_preset() -> None:
    """Raise `FaultsError` with everything that is wrong with the preset in force."""
    PRESET.load()
