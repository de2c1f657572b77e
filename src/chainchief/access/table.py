"""The policy table: read from its preset, checked with all faults at once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chainchief.access import faults as kinds
from chainchief.access.rules import EVERYONE, MACHINE_ADMIN, PolicyTable, Routes, Rule
from chainchief.access.table_shape import FAULT_KINDS, PolicyPreset, RuleEntry, listed_in
from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.lined_yaml import Path_
from chainchief.core.presets import Document, Preset


def policy_file() -> Path:
    """The city's own table where there is one, else the one that comes with the program."""
    return PRESET.path()


def load(path: Path | None = None) -> PolicyTable:
    """The table of `path`; raises `FaultsError` with everything that is wrong with it.

    What a page needs is the program's to say: a route that a city's table leaves out is taken
    from the table that comes with the program. Who may do what is the city's alone.
    """
    path = path or policy_file()
    if path == PRESET.shipped / PRESET.file:
        return shipped()
    document, faults = PRESET.examine(path)
    if document is not None and not faults:
        faults = list(_outdated(document, shipped()))
    if document is None or faults:
        raise FaultsError(faults)
    return _table(document.content, shipped().routes)


@cache
def shipped() -> PolicyTable:
    """The table that comes with the program."""
    return PRESET.read(PRESET.shipped / PRESET.file)


def _outdated(document: Document[PolicyPreset], newest: PolicyTable) -> Iterator[Fault]:
    """A table from before the program knew a verb or a class says nothing of who may do that.

    Silence would refuse it to everybody, the machine's administrator too: rather told at once.
    """
    table = document.content
    lacking = {
        "verbs": set(newest.verbs) - set(table.verbs),
        "classes": set(newest.classes) - set(table.classes),
        "roles": {MACHINE_ADMIN} - set(table.roles),
    }
    missing = [f"{part}: {listed(sorted(names))}" for part, names in lacking.items() if names]
    if missing:
        facts = {"missing": "; ".join(missing)}
        yield document.fault(kinds.OUTDATED, ("version",), facts=facts)


def _table(written: PolicyPreset, inherited: Routes) -> PolicyTable:
    own = {name: entry.routes for name, entry in written.routes.items()}
    classes = {
        name: {**labels.as_mapping(), "level": labels.level.value}
        for name, labels in written.classes.items()
    }
    return PolicyTable(
        roles={name: labels.as_mapping() for name, labels in written.roles.items()},
        classes=classes,
        verbs={name: labels.as_mapping() for name, labels in written.verbs.items()},
        rules=tuple(rule for entry in written.rules for rule in _rules(entry)),
        routes={
            name: {**inherited.get(name, {}), **own.get(name, {})}
            for name in dict.fromkeys((*own, *inherited))
        },
    )


def _rules(entry: RuleEntry) -> Iterator[Rule]:
    """A rule for several roles is one for each of them."""
    for role in listed_in(entry.role):
        verbs, classes = listed_in(entry.verbs), listed_in(entry.classes)
        yield Rule(role, frozenset(verbs), frozenset(classes), entry.whose)


def _check_names(document: Document[PolicyPreset]) -> Iterator[Fault]:
    """That every role, verb and class of a rule or a page is one that the table declares."""
    for index, rule in document.entries("rules"):
        for key, part in (("role", "roles"), ("verbs", "verbs"), ("classes", "classes")):
            names = rule.get(key)
            for name in names if isinstance(names, list) else [names]:
                if key != "role" or name != EVERYONE:
                    yield from _check_known(document, part, name, ("rules", index, key))
    for page, entry in document.content.routes.items():
        for method, route in entry.routes.items():
            at = ("routes", page, method)
            yield from _check_known(document, "verbs", route.verb, at)
            yield from _check_known(document, "classes", route.policy_class, at)


def _check_known(
    document: Document[PolicyPreset], part: str, name: object, at: Path_
) -> Iterator[Fault]:
    """What is no text at all, and names of a part that cannot be read, have been told already."""
    declared = document.item.data.get(part)
    if isinstance(name, str) and name and isinstance(declared, dict) and name not in declared:
        facts = {"name": name, "what": part, "choices": listed(declared) + near(name, declared)}
        yield document.fault(kinds.UNKNOWN_NAME, at, facts=facts)


PRESET = Preset(
    file="policy.yaml",
    shipped=Path(__file__).parent / "presets",
    shape=PolicyPreset,
    build=lambda written: _table(written, {}),
    about="Who may do what to which records: role, verb, policy class and whose",
    kinds=FAULT_KINDS,
    check=_check_names,
)
