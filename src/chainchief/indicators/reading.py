"""Reading a preset file of the catalogue: plain data, and the line of everything in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from chainchief.core.faults import Fault, Place
from chainchief.indicators import kinds

Path_ = tuple[str | int, ...]


@dataclass
class Item:
    """One entry as written: `data`, and for each path in it the line on which it stands."""

    file: str
    line: int
    data: dict[str, object]
    lines: dict[Path_, int] = field(default_factory=dict)

    def line_of(self, *path: str | int) -> int:
        """The line of `path`, or of the nearest thing around it that was written."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, self.line)

    def place(self, *path: str | int) -> Place:
        return Place(file=self.file, line=self.line_of(*path))


def read_items(path: Path) -> tuple[list[Item], list[Fault]]:
    """The entries of one file; what is not YAML, or not a list of entries, is told."""
    name = path.name
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        place = Place(file=name, line=mark.line + 1 if mark else None)
        reason = str(getattr(wrong, "problem", None) or wrong)
        return [], [Fault(kinds.NOT_YAML, place, facts={"reason": reason})]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [Fault(kinds.NOT_A_LIST, Place(file=name, line=root.start_mark.line + 1))]
    items: list[Item] = []
    faults: list[Fault] = []
    for node in root.value:
        item, found = _item(name, node)
        faults += found
        if item is not None:
            items.append(item)
    return items, faults


def _item(file: str, node: yaml.Node) -> tuple[Item | None, list[Fault]]:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return None, [Fault(kinds.NOT_A_LIST, Place(file=file, line=line))]
    loader = yaml.SafeLoader("")
    try:
        data = loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        place = Place(file=file, line=mark.line + 1 if mark else line)
        return None, [Fault(kinds.NOT_YAML, place, facts={"reason": str(wrong)})]
    lines = dict(_lines(node, ()))
    faults = [
        Fault(kinds.KEY_TWICE, Place(file=file, line=at), key) for key, at in _keys_twice(node)
    ]
    return Item(file, line, {str(key): value for key, value in data.items()}, lines), faults


def _lines(node: yaml.Node, path: Path_) -> Iterator[tuple[Path_, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + 1
            yield from _lines(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.line + 1
            yield from _lines(value, (*path, index))


def _keys_twice(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """A key written twice: YAML would keep the last one and say nothing."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _keys_twice(value)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _keys_twice(value)
