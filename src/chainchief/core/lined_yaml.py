"""YAML of a preset read with the line of everything in it, so that a fault can say where it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from chainchief.core.faults import Place
from chainchief.core.i18n import _

#: More than any preset has, and few enough to be read in a second.
MOST_VALUES = 200_000
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
    data: dict[str, Any]
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
    return compose_text(_text_of(path))


def compose_text(text: str) -> yaml.Node | None:
    """The nodes of a text, as those of a file."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as wrong:
        line = _line(wrong)
        raise NotYamlError(_reason(wrong, text, line), line) from None
    if node is not None:
        _refuse_too_much(node)
    return node


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise NotYamlError(_("it is not in UTF-8; save it in that encoding"), line) from None


def _reason(wrong: yaml.YAMLError, text: str, line: int | None) -> str:
    written = text.split("\n")[line - 1 : line] if line else []
    if any(each.lstrip(" ").startswith("\t") for each in written):
        return _("a tab stands at the beginning of the line; YAML indents by spaces")
    return str(getattr(wrong, "problem", None) or wrong).splitlines()[0]


def _refuse_too_much(root: yaml.Node) -> None:
    """Aliases of aliases unfold to any number of values; a preset has some thousands."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = 0
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            parts = node.value if isinstance(node, yaml.SequenceNode) else []
            parts = [*parts, *(each for pair in pairs for each in pair)]
            sizes[id(node)] = 1 + sum(size(part) for part in parts)
        return sizes[id(node)]

    line = root.start_mark.line + 1
    try:
        values = size(root)
    except RecursionError:
        raise NotYamlError(_("it is nested too deeply"), line) from None
    if values > MOST_VALUES:
        reason = _("its aliases unfold to more than {} values").format(MOST_VALUES)
        raise NotYamlError(reason, line)


def item_of(file: str, node: yaml.MappingNode) -> Item:
    """`node` as plain data with its lines; `NotYamlError` where a value cannot be made."""
    line = node.start_mark.line + 1
    try:
        data = yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as wrong:
        reason = str(getattr(wrong, "problem", None) or wrong).splitlines()[0]
        at = _line(wrong) or _line_of_wrong_value(node) or line
        raise NotYamlError(reason, at) from None
    return Item(file, line, {str(key): value for key, value in data.items()}, dict(_lines(node)))


def _line_of_wrong_value(node: yaml.Node) -> int | None:
    """The line of the first value that cannot be made: a date that there is not."""
    if isinstance(node, yaml.ScalarNode):
        try:
            yaml.SafeLoader("").construct_object(node)
        except (yaml.YAMLError, ValueError):
            return int(node.start_mark.line) + 1
        return None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    parts = [part for pair in pairs for part in pair] or node.value
    return next(filter(None, map(_line_of_wrong_value, parts)), None)


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
