"""Data against its declared type: every problem with its path, not only the first one.

msgspec stops at the first problem and tells it in English. So its description of the type is walked
beside the data; what is well formed is then made by msgspec itself, which has the last word.
"""

import contextlib
from collections.abc import Mapping
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec import inspect

from chainchief.core.choices import listed, near
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Path_
from chainchief.core.presets.expectations import LISTS, choices_of, expected_of, fits, may_be
from chainchief.core.presets.problems import LocatedProblem, Problem
from chainchief.core.presets.shapes import Part, Scalar

T = TypeVar("T", bound=Part)
S = TypeVar("S")


class _Faulty(Exception):  # noqa: N818 - never leaves this module
    """The value was told; nothing can be made of it."""


def read_part(data: Mapping[str, object], type_: type[T]) -> tuple[T | None, list[LocatedProblem]]:
    """Read a part of a preset: its content, and all that is wrong, not only the first.

    The content is None where there are problems. What is without fault is made by msgspec alone.
    """
    try:
        return msgspec.convert(data, type_), []
    except msgspec.ValidationError:
        validation = Validation({})
        content = validation.whole(data, type_)
        return (None if validation.problems else content), validation.problems


def well_formed(data: Mapping[str, object], type_: type[T]) -> T:
    """Content of a part in which no fault was found; a key left blank is one that is not there."""
    content, problems = read_part(data, type_)
    if content is None:
        raise ValueError(", ".join(each.reason for each in problems))
    return content


class Validation:
    """One run over one file; `problems` are what is wrong."""

    def __init__(self, scalars: Mapping[type, Scalar]) -> None:
        self.scalars = scalars
        self.problems: list[LocatedProblem] = []

    def whole(self, data: Mapping[str, object], type_: type[T]) -> T | None:
        """The content as far as it is well formed: a key at the top with a fault is empty.

        None where nothing can be made of it.
        """
        node = inspect.type_info(type_)
        assert isinstance(node, inspect.StructType)  # noqa: S101 - a `Part` is described so
        clean, _faulty = self._fields(node, data, ())
        try:
            return self._partial(node, clean, type_) if self.problems else self._made(clean, type_)
        except (msgspec.ValidationError, ValueError) as refusal:
            if not self.problems:
                reason = str(refusal.__cause__ or refusal)
                self._tell(Problem.VALUE, (), reason, expected=reason)
            return None

    def _partial(self, node: inspect.StructType, clean: Mapping[str, object], type_: type[T]) -> T:
        hints = get_type_hints(type_, include_extras=True)
        made: dict[str, object] = {}
        for field in node.fields:
            made[field.name] = () if isinstance(field.type, LISTS) else {}
            if field.encode_name in clean:
                given = clean[field.encode_name]
                with contextlib.suppress(msgspec.ValidationError):  # a list without its bad entries
                    hint = hints[field.name]
                    made[field.name] = msgspec.convert(given, hint, dec_hook=self._scalar)
        return type_(**made)

    def _made(self, clean: object, type_: type[S]) -> S:
        return msgspec.convert(clean, type_, dec_hook=self._scalar)

    def _scalar(self, type_: type, value: object) -> object:
        return value if isinstance(value, type_) else self.scalars[type_].parse(value)

    def _tell(
        self, problem: Problem, path: Path_, reason: str, value: object = None, **facts: object
    ) -> None:
        shown = None if value is None or isinstance(value, list | dict) else str(value)
        self.problems.append(LocatedProblem(problem, path, reason, shown, facts))

    def _any(self, node: inspect.Type, value: object, path: Path_) -> Any:
        """`value` without the entries that have faults; `_Faulty` where nothing is left of it."""
        if isinstance(node, inspect.Metadata):
            expected = (node.extra or {}).get("expected")
            if expected and not fits(node.type, value):
                self._tell_value(path, _(expected), value, node.type)
                raise _Faulty
            return self._any(node.type, value, path)
        if isinstance(node, inspect.UnionType):
            return self._any(self._member(node, value, path), value, path)
        if isinstance(node, inspect.StructType) and isinstance(value, dict):
            return self._part(node, value, path)
        if isinstance(node, inspect.DictType) and isinstance(value, dict):
            return self._entries(node.value_type, value, path)
        if isinstance(node, LISTS) and isinstance(value, list) and fits(node, value):
            return self._items(node.item_type, value, path)
        if isinstance(node, inspect.TupleType) and isinstance(value, list):
            if len(value) == len(node.item_types):
                pairs = zip(node.item_types, value, strict=True)
                return self._all([(each, part, (*path, i)) for i, (each, part) in enumerate(pairs)])
            return self._refuse(node, value, path)
        if isinstance(node, inspect.CustomType):
            return self._custom(node, value, path)
        return value if fits(node, value) else self._refuse(node, value, path)

    def _member(self, node: inspect.UnionType, value: object, path: Path_) -> inspect.Type:
        """The one of several types that a value was probably meant to be."""
        for each in node.types:
            if may_be(each, value):
                return each
        self._refuse(node, value, path)
        raise _Faulty

    def _refuse(self, node: inspect.Type, value: object, path: Path_) -> Any:
        choices = choices_of(node)
        key = _shown(path)
        if choices:
            reason = _("“{key}” is one of: {choices}").format(key=key, choices=listed(choices))
            hint = near(value, choices)
            facts = {"choices": listed(choices), "hint": hint}
            self._tell(Problem.CHOICE, path, reason + hint, value, **facts)
        else:
            self._tell_value(path, expected_of(node, self.scalars), value, node)
        raise _Faulty

    def _tell_value(self, path: Path_, expected: str, value: object, node: inspect.Type) -> None:
        key = _shown(path)
        reason = _("“{key}” takes {expected}").format(key=key, expected=expected)
        facts = {
            "least": getattr(node, "ge", None),
            "most": getattr(node, "le", None),
            "longest": getattr(node, "max_length", None),
        }
        bounded = isinstance(node, inspect.IntType) and facts["most"] is not None
        problem = Problem.RANGE if bounded else Problem.VALUE
        self._tell(problem, path, reason, value, expected=expected, **facts)

    def _part(self, node: inspect.StructType, value: dict[str, Any], path: Path_) -> object:
        clean, faulty = self._fields(node, value, path)
        if faulty:
            raise _Faulty
        try:
            return self._made(clean, node.cls)
        except msgspec.ValidationError as refusal:
            reason = str(refusal.__cause__ or refusal)
            self._tell(Problem.VALUE, path, reason, expected=reason)
            raise _Faulty from None

    def _fields(
        self, node: inspect.StructType, value: Mapping[str, Any], path: Path_
    ) -> tuple[dict[str, object], bool]:
        """The well-formed values by key, and whether anything else was told."""
        fields = {field.encode_name: field for field in node.fields}
        faulty = self._unknown(fields, value, path)
        clean: dict[str, object] = {}
        for key, field in fields.items():
            given = value.get(key)
            if given is None or (given == "" and field.required):
                faulty = self._absent(field, fields, path) or faulty
                continue
            try:
                clean[key] = self._any(field.type, given, (*path, key))
            except _Faulty:
                faulty = True
        return clean, faulty

    def _unknown(
        self, fields: Mapping[str, inspect.Field], value: Mapping[str, object], path: Path_
    ) -> bool:
        unknown = [key for key in value if key not in fields]
        for key in unknown:
            hint = near(key, fields)
            reason = _("there is no key {key}").format(key=key) + hint
            facts = {"choices": listed(fields), "hint": hint}
            self._tell(Problem.UNKNOWN, (*path, str(key)), reason, key, **facts)
        return bool(unknown)

    def _absent(
        self, field: inspect.Field, fields: Mapping[str, inspect.Field], path: Path_
    ) -> bool:
        if field.required:
            name = field.encode_name
            reason = _("{key} is missing").format(key=name)
            needed = ", ".join(key for key, each in fields.items() if each.required)
            facts = {"part": name, "key": name, "parts": needed}
            self._tell(Problem.MISSING, (*path, name), reason, **facts)
        return field.required

    def _entries(self, node: inspect.Type, value: Mapping[Any, Any], path: Path_) -> object:
        clean: dict[str, object] = {}
        for key, each in value.items():
            try:
                clean[str(key)] = self._any(node, each, (*path, str(key)))
            except _Faulty:
                continue
        return clean

    def _items(self, node: inspect.Type, value: list[Any], path: Path_) -> object:
        clean = []
        for index, each in enumerate(value):
            try:
                clean.append(self._any(node, each, (*path, index)))
            except _Faulty:
                continue
        return clean

    def _all(self, parts: list[tuple[inspect.Type, object, Path_]]) -> object:
        before = len(self.problems)
        clean = []
        for node, value, path in parts:
            try:
                clean.append(self._any(node, value, path))
            except _Faulty:
                continue
        if len(self.problems) > before:
            raise _Faulty
        return clean

    def _custom(self, node: inspect.CustomType, value: object, path: Path_) -> object:
        try:
            return self.scalars[node.cls].parse(value)
        except ValueError:
            return self._refuse(node, value, path)


def _shown(path: Path_) -> str:
    """The key, and the number of the entry in its list: `columns`, `subjects.5`."""
    tail: list[str] = []
    for part in reversed(path):
        tail.insert(0, str(part + 1) if isinstance(part, int) else part)
        if isinstance(part, str):
            break
    return ".".join(tail)
