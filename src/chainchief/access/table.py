"""The policy table: read from its preset, checked with all faults at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from chainchief.access import faults as kinds
from chainchief.access.scopes import Dimension
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind, FaultsError, Place
from chainchief.core.home import home

_SHIPPED = Path(__file__).parent / "presets" / "policy.yaml"
EVERYONE = "everyone"
#: The class of a page about a kind of record: that kind's own.
OF_ITS_KIND = "of-its-kind"
_PARTS = ("source", "version", "valid_from", "roles", "classes", "verbs", "rules", "routes")


class Whose(StrEnum):
    """Whose records a rule speaks of."""

    ALL = "all"
    OWN_DIVISION = "own-division"
    OWN_CHAIN = "own-chain"
    OWN_ENTERPRISE = "own-enterprise"
    OWN_ORGANISATION = "own-organisation"

    @property
    def dimension(self) -> Dimension:
        """By what a record is the viewer's own; `ALL` asks for nothing."""
        return Dimension(self.value.removeprefix("own-"))


class Level(StrEnum):
    """What a file says of itself when it leaves the program."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Rule:
    """One line of the table: the role may do these verbs to these classes of these owners."""

    role: str
    verbs: frozenset[str]
    classes: frozenset[str]
    whose: Whose


@dataclass(frozen=True)
class Route:
    """What a page needs: a verb and a policy class."""

    verb: str
    policy_class: str


@dataclass(frozen=True)
class PolicyTable:
    """The table as read. Labels are `{zh: …, en: …}`."""

    roles: Mapping[str, Mapping[str, str]]
    classes: Mapping[str, Mapping[str, str]]
    verbs: Mapping[str, Mapping[str, str]]
    rules: tuple[Rule, ...]
    routes: Mapping[str, Route]

    def rules_for(self, roles: frozenset[str], verb: str, policy_class: str) -> list[Rule]:
        """The rules by which one of `roles` may do `verb` to `policy_class`."""
        return [
            rule
            for rule in self.rules
            if rule.role in roles | {EVERYONE}
            and verb in rule.verbs
            and policy_class in rule.classes
        ]

    def level_of(self, policy_class: str) -> Level:
        """The level of the class's records; the strictest where the table does not say."""
        return Level(self.classes[policy_class].get("level", Level.SENSITIVE))


def policy_file() -> Path:
    """The city's own table where there is one, else the one that comes with the program."""
    own = home().presets / _SHIPPED.name
    return own if own.exists() else _SHIPPED


def load(path: Path | None = None) -> PolicyTable:
    """The table of `path`; raises `FaultsError` with everything that is wrong with it."""
    path = path or policy_file()
    data = _data(path)
    found = list(_Check(path.name, data).all())
    if found:
        raise FaultsError(found)
    return PolicyTable(
        roles=data["roles"],
        classes=data["classes"],
        verbs=data["verbs"],
        rules=tuple(_rule(raw) for raw in data["rules"]),
        routes={
            name: Route(raw["verb"], raw["class"]) for name, raw in (data["routes"] or {}).items()
        },
    )


def _data(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as wrong:
        raise FaultsError(
            [Fault(kinds.UNREADABLE, Place(file=path.name), facts={"reason": str(wrong)})]
        ) from None
    if not isinstance(data, dict):
        reason = "not a mapping"
        raise FaultsError(
            [Fault(kinds.UNREADABLE, Place(file=path.name), facts={"reason": reason})]
        )
    return data


def _rule(raw: Mapping[str, object]) -> Rule:
    verbs, classes = raw["verbs"], raw["classes"]
    return Rule(
        str(raw["role"]),
        frozenset(verbs if isinstance(verbs, list) else []),
        frozenset(classes if isinstance(classes, list) else []),
        Whose(str(raw["whose"])),
    )


@dataclass(frozen=True)
class _Check:
    """All that is looked at before a table is taken."""

    file: str
    data: Mapping[str, object]

    def all(self) -> Iterator[Fault]:
        missing = [part for part in _PARTS if part not in self.data]
        for part in missing:
            yield self._fault(kinds.MISSING_PART, part=part)
        if not missing:
            yield from self._labels()
            yield from self._rules()
            yield from self._routes()

    def _fault(self, kind: FaultKind, **facts: object) -> Fault:
        return Fault(kind, Place(file=self.file), facts=facts)

    def _names(self, part: str) -> Mapping[str, Mapping[str, str]]:
        names = self.data[part]
        return names if isinstance(names, dict) else {}

    def _labels(self) -> Iterator[Fault]:
        for part in ("roles", "classes", "verbs"):
            for name, labels in self._names(part).items():
                for language in ("zh", "en"):
                    if not (isinstance(labels, dict) and labels.get(language)):
                        yield self._fault(kinds.MISSING_LABEL, name=name, language=language)
        for name, labels in self._names("classes").items():
            level = labels.get("level", Level.SENSITIVE) if isinstance(labels, dict) else ""
            if level not in set(Level):
                choices = listed(Level)
                yield self._fault(kinds.UNKNOWN_LEVEL, name=name, level=level, choices=choices)

    def _rules(self) -> Iterator[Fault]:
        rules = self.data["rules"]
        for number, raw in enumerate(rules if isinstance(rules, list) else [], start=1):
            absent = [part for part in ("role", "verbs", "classes", "whose") if part not in raw]
            for part in absent:
                yield self._fault(kinds.RULE_WITHOUT, number=number, part=part)
            if not absent:
                yield from self._one_rule(raw)

    def _one_rule(self, raw: Mapping[str, "object | list[str]"]) -> Iterator[Fault]:
        if raw["role"] != EVERYONE:
            yield from self._known("roles", [str(raw["role"])])
        for part in ("verbs", "classes"):
            names = raw[part]
            yield from self._known(part, names if isinstance(names, list) else [str(names)])
        if raw["whose"] not in set(Whose):
            choices = listed(Whose)
            yield self._fault(kinds.UNKNOWN_WHOSE, name=raw["whose"], choices=choices)

    def _routes(self) -> Iterator[Fault]:
        for raw in self._names("routes").values():
            yield from self._known("verbs", [str(raw.get("verb"))])
            yield from self._known("classes", [str(raw.get("class"))])

    def _known(self, part: str, names: list[str]) -> Iterator[Fault]:
        choices = self._names(part)
        for name in names:
            if name not in choices:
                yield self._fault(kinds.UNKNOWN_NAME, name=name, what=part, choices=listed(choices))
