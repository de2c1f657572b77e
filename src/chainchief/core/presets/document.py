"""One file of a preset: its data with the line of everything, and its content as typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item, NotYamlError, compose, item_of, keys_twice
from chainchief.core.presets.problems import FaultKinds, LocatedProblem, Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Document(Generic[T]):
    """What a room's own checks see.

    `content` holds what is well formed, and nothing under a key at the top that is missing; `item`
    everything that was written, so that a reference to an entry with a fault is not told as well.
    """

    content: T
    item: Item

    def fault(
        self,
        kind: FaultKind,
        path: tuple[str | int, ...],
        value: str | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> Fault:
        """A fault at the line of `path`."""
        return Fault(kind, self.item.place(*path), value, facts or {})

    def entries(self, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The mappings of the list under `key` as they were written, with their index."""
        written = self.item.data.get(key)
        for index, entry in enumerate(written if isinstance(written, list) else []):
            if isinstance(entry, dict):
                yield index, entry

    def written(self, key: str) -> Mapping[str, object]:
        """The mapping under `key` as it was written, with the entries that have faults."""
        mapping = self.item.data.get(key)
        return mapping if isinstance(mapping, dict) else {}


def items_in(path: Path, kinds: FaultKinds) -> tuple[list[Item], list[Fault]]:
    """The entries of a file that is a list of them, each with the line of everything in it.

    What is not YAML, no list or no entry is told, as are keys written twice; an empty file has no
    entries.
    """
    try:
        root = compose(path)
    except NotYamlError as wrong:
        return [], [_unreadable(path.name, wrong, kinds)]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [_no_entry(path.name, root, kinds)]
    items: list[Item] = []
    faults: list[Fault] = []
    for node in root.value:
        if not isinstance(node, yaml.MappingNode):
            faults.append(_no_entry(path.name, node, kinds))
            continue
        try:
            items.append(item_of(path.name, node))
        except NotYamlError as wrong:
            faults.append(_unreadable(path.name, wrong, kinds))
        faults += [
            kinds.fault(_twice(key, line), Place(file=path.name, line=line))
            for key, line in keys_twice(node)
        ]
    return items, faults


def _unreadable(file: str, wrong: NotYamlError, kinds: FaultKinds) -> Fault:
    problem = LocatedProblem(Problem.UNREADABLE, (), str(wrong))
    return kinds.fault(problem, Place(file=file, line=wrong.line))


def _no_entry(file: str, node: yaml.Node, kinds: FaultKinds) -> Fault:
    problem = LocatedProblem(Problem.NO_KEYS, (), _("it holds no keys with values"))
    return kinds.fault(problem, Place(file=file, line=node.start_mark.line + 1))


def _twice(name: str, line: int) -> LocatedProblem:
    reason = _("“{}” is written twice").format(name)
    facts = {"key": name, "path": name, "name": name}
    return LocatedProblem(Problem.TWICE, ("", line), reason, name, facts)


def item_in(path: Path) -> tuple[Item, list[LocatedProblem]]:
    """The mapping of a file with its lines; what is no such file is told, as are keys twice."""
    try:
        node = compose(path)
        if not isinstance(node, yaml.MappingNode):
            line = node.start_mark.line + 1 if node else 1
            reason = _("the file is empty") if node is None else _("it holds no keys with values")
            return Item(path.name, line, {}), [LocatedProblem(Problem.NO_KEYS, (), reason)]
        item = item_of(path.name, node)
    except OSError as wrong:
        return Item(path.name, 1, {}), [LocatedProblem(Problem.UNREADABLE, (), str(wrong))]
    except NotYamlError as wrong:
        # PyYAML does not know the line of every fault; the file's first one is then told.
        return Item(path.name, wrong.line or 1, {}), [
            LocatedProblem(Problem.UNREADABLE, (), str(wrong))
        ]
    return item, [_twice(name, line) for name, line in keys_twice(node)]
