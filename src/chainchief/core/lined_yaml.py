"""YAML of a preset read with the line of everything in it, so that a fault can say where it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from chainchief.core.faults import Place

Path_ = tuple[str | int, ...]
#: The C reader is some ten times faster; an installation of PyYAML may be without it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotYamlError(ValueError):
    """A text that is no YAML, with the line where reading stopped; each room tells it its way."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass
class Item:
    """One mapping as written: `data`, and for each path in it the line on which it stands."""

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


def compose(path: Path) -> yaml.Node | None:
    """The nodes of a file, None where it is empty; `NotYamlError` where it cannot be read."""
    try:
        node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as wrong:
        raise NotYamlError(str(getattr(wrong, "problem", None) or wrong), _line(wrong)) from None
    except UnicodeDecodeError as wrong:
        raise NotYamlError(str(wrong), None) from None
    return node


def content_of(path: Path) -> Any:
    """What a file of the program's own says, which is known to be well formed."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe one


def item_of(file: str, node: yaml.MappingNode) -> Item:
    """`node` as plain data with its lines; `NotYamlError` where a value cannot be made."""
    line = node.start_mark.line + 1
    try:
        data = yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as wrong:
        raise NotYamlError(str(wrong), _line(wrong) or line) from None
    return Item(file, line, {str(key): value for key, value in data.items()}, dict(_lines(node)))


def _line(wrong: Exception) -> int | None:
    mark = getattr(wrong, "problem_mark", None)
    return mark.line + 1 if mark else None


def _lines(node: yaml.Node, path: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + 1
            yield from _lines(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.line + 1
            yield from _lines(value, (*path, index))


def keys_twice(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Keys written twice, with their lines: YAML would keep the last one and say nothing."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from keys_twice(value)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from keys_twice(value)
