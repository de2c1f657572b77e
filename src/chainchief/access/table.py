"""The policy table: read from its preset, checked with all faults at once."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from chainchief.access import faults as kinds
from chainchief.access.rules import Labels, PolicyTable, Route, Routes, Rule, Whose
from chainchief.access.tablechecks import faults_of, listed_in, mapping, methods_in
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.home import home
from chainchief.core.lined_yaml import Item, NotYamlError, compose, item_of, keys_twice

_SHIPPED = Path(__file__).parent / "presets" / "policy.yaml"


def policy_file() -> Path:
    """The city's own table where there is one, else the one that comes with the program."""
    own = home().presets / _SHIPPED.name
    return own if own.exists() else _SHIPPED


def load(path: Path | None = None) -> PolicyTable:
    """The table of `path`; raises `FaultsError` with everything that is wrong with it.

    What a page needs is the program's to say: a route that a city's table leaves out is taken
    from the table that comes with the program. Who may do what is the city's alone.
    """
    path = path or policy_file()
    if path == _SHIPPED:
        return shipped()
    return _checked(path, shipped())


@cache
def shipped() -> PolicyTable:
    """The table that comes with the program."""
    return _checked(_SHIPPED, None)


def _checked(path: Path, newest: PolicyTable | None) -> PolicyTable:
    item, twice = _item(path)
    found = [*twice, *faults_of(item, newest)]
    if found:
        raise FaultsError(found)
    return _table(item.data, newest.routes if newest else {})


def _item(path: Path) -> tuple[Item, list[Fault]]:
    """The file as data with its lines, and what is written in it twice."""
    try:
        node = compose(path)
        if not isinstance(node, yaml.MappingNode):
            raise NotYamlError("not a mapping", 1)
        item = item_of(path.name, node)
    except OSError as wrong:
        raise FaultsError([_unreadable(path, None, str(wrong))]) from None
    except NotYamlError as wrong:
        raise FaultsError([_unreadable(path, wrong.line, str(wrong))]) from None
    return item, [
        Fault(kinds.WRITTEN_TWICE, Place(file=path.name, line=line), facts={"name": name})
        for name, line in keys_twice(node)
    ]


def _unreadable(path: Path, line: int | None, reason: str) -> Fault:
    return Fault(kinds.UNREADABLE, Place(file=path.name, line=line), facts={"reason": reason})


def _table(data: Mapping[str, object], inherited: Routes) -> PolicyTable:
    """The table of data that has been checked."""
    own = {name: methods_in(raw) for name, raw in mapping(data["routes"]).items()}
    return PolicyTable(
        roles=_labels(data["roles"]),
        classes=_labels(data["classes"]),
        verbs=_labels(data["verbs"]),
        rules=tuple(rule for raw in listed_in(data["rules"]) for rule in _rules(mapping(raw))),
        routes={
            name: {**inherited.get(name, {}), **_routes(own.get(name, {}))}
            for name in dict.fromkeys((*own, *inherited))
        },
    )


def _labels(raw: object) -> Labels:
    return {
        str(name): {str(key): str(text) for key, text in mapping(labels).items()}
        for name, labels in mapping(raw).items()
    }


def _rules(raw: Mapping[str, object]) -> Iterator[Rule]:
    """A rule for several roles is one for each of them."""
    for role in listed_in(raw["role"]):
        yield Rule(
            str(role), _names(raw["verbs"]), _names(raw["classes"]), Whose(str(raw["whose"]))
        )


def _names(raw: object) -> frozenset[str]:
    names: Iterable[object] = listed_in(raw)
    return frozenset(str(name) for name in names)


def _routes(written: Mapping[str, object]) -> dict[str, Route]:
    needs = {method: mapping(raw) for method, raw in written.items()}
    return {method: Route(str(each["verb"]), str(each["class"])) for method, each in needs.items()}
