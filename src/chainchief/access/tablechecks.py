"""All that is looked at before a policy table is taken, each fault with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chainchief.access import faults as kinds
from chainchief.access.rules import (
    EVERYONE,
    MACHINE_ADMIN,
    METHODS,
    READING,
    Level,
    PolicyTable,
    Whose,
)
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind
from chainchief.core.lined_yaml import Item, Path_

_PARTS = ("source", "version", "valid_from", "roles", "classes", "verbs", "rules", "routes")
_NAMED = ("roles", "classes", "verbs")
_OF_A_RULE = ("role", "verbs", "classes", "whose")


def mapping(raw: object) -> dict[str, object]:
    """What is written as a mapping; nothing where something else is."""
    return raw if isinstance(raw, dict) else {}


def listed_in(raw: object) -> list[object]:
    """The members of a list; one thing that stands alone is a list of it."""
    return raw if isinstance(raw, list) else [raw]


def methods_in(raw: object) -> dict[str, object]:
    """Method → what is written for it; the short form is what is needed for reading."""
    written = mapping(raw)
    return {READING: written} if "verb" in written or "class" in written else written


def faults_of(item: Item, newest: PolicyTable | None) -> list[Fault]:
    """What is wrong with a table; `newest` is the program's own, where this is a city's."""
    found = list(_Check(item).all())
    if newest is not None and not found:
        found = list(_outdated(item, newest))
    return found


def _outdated(item: Item, newest: PolicyTable) -> Iterator[Fault]:
    """A table from before the program knew a verb or a class says nothing of who may do that.

    Silence would refuse it to everybody, the machine's administrator too: rather told at once.
    """
    lacking = {
        "verbs": set(newest.verbs) - set(mapping(item.data["verbs"])),
        "classes": set(newest.classes) - set(mapping(item.data["classes"])),
        "roles": {MACHINE_ADMIN} - set(mapping(item.data["roles"])),
    }
    missing = [f"{part}: {listed(sorted(names))}" for part, names in lacking.items() if names]
    if missing:
        yield Fault(kinds.OUTDATED, item.place("version"), facts={"missing": "; ".join(missing)})


@dataclass(frozen=True)
class _Check:
    item: Item

    def all(self) -> Iterator[Fault]:
        missing = [part for part in _PARTS if part not in self.item.data]
        for part in missing:
            yield self._fault(kinds.MISSING_PART, (), part=part)
        if missing:
            return
        forms = list(self._forms())
        yield from forms
        if not forms:
            yield from self._labels()
            yield from self._rules()
            yield from self._routes()

    def _fault(self, kind: FaultKind, at: Path_, **facts: object) -> Fault:
        return Fault(kind, self.item.place(*at), facts=facts)

    def _forms(self) -> Iterator[Fault]:
        for part, form in (*((name, dict) for name in (*_NAMED, "routes")), ("rules", list)):
            if not isinstance(self.item.data[part] or form(), form):
                yield self._fault(kinds.WRONG_FORM, (part,), part=part)

    def _names(self, part: str) -> Mapping[str, object]:
        return mapping(self.item.data[part])

    def _labels(self) -> Iterator[Fault]:
        for part in _NAMED:
            for name, raw in self._names(part).items():
                for language in ("zh", "en"):
                    if not mapping(raw).get(language):
                        yield self._fault(
                            kinds.MISSING_LABEL, (part, name), name=name, language=language
                        )
        for name, raw in self._names("classes").items():
            level = str(mapping(raw).get("level", Level.SENSITIVE))
            if level not in set(Level):
                yield self._fault(
                    kinds.UNKNOWN_LEVEL,
                    ("classes", name, "level"),
                    name=name,
                    level=level,
                    choices=listed(Level),
                )

    def _rules(self) -> Iterator[Fault]:
        rules = self.item.data["rules"]
        for index, raw in enumerate(rules if isinstance(rules, list) else []):
            rule = mapping(raw)
            absent = [part for part in _OF_A_RULE if rule.get(part) in (None, "", [])]
            for part in absent:
                yield self._fault(kinds.RULE_WITHOUT, ("rules", index), number=index + 1, part=part)
            if not absent:
                yield from self._one_rule(("rules", index), rule)

    def _one_rule(self, at: Path_, rule: Mapping[str, object]) -> Iterator[Fault]:
        roles = [str(role) for role in listed_in(rule["role"]) if role != EVERYONE]
        yield from self._known("roles", roles, (*at, "role"))
        for part in ("verbs", "classes"):
            names = [str(name) for name in listed_in(rule[part])]
            yield from self._known(part, names, (*at, part))
        whose = str(rule["whose"])
        if whose not in set(Whose):
            yield self._fault(
                kinds.UNKNOWN_WHOSE, (*at, "whose"), name=whose, choices=listed(Whose)
            )

    def _routes(self) -> Iterator[Fault]:
        for name, raw in self._names("routes").items():
            written = methods_in(raw)
            if not written:
                yield self._fault(kinds.ROUTE_WITHOUT, ("routes", name), name=name)
            for method, needs in written.items():
                at: Path_ = ("routes", name, method)
                if method not in METHODS:
                    choices = listed(METHODS)
                    yield self._fault(kinds.UNKNOWN_METHOD, at, name=method, choices=choices)
                yield from self._known("verbs", [str(mapping(needs).get("verb"))], at)
                yield from self._known("classes", [str(mapping(needs).get("class"))], at)

    def _known(self, part: str, names: list[str], at: Path_) -> Iterator[Fault]:
        choices = self._names(part)
        for name in names:
            if name not in choices:
                yield self._fault(
                    kinds.UNKNOWN_NAME, at, name=name, what=part, choices=listed(choices)
                )
