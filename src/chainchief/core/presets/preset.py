"""A preset as a room declares it: its file, its type, its kinds of fault; and how it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.home import home
from chainchief.core.lined_yaml import Item, Path_
from chainchief.core.looked_up import once
from chainchief.core.presets.document import Document, item_in
from chainchief.core.presets.problems import FATAL, FaultKinds, Problem
from chainchief.core.presets.shapes import Part, Scalar
from chainchief.core.presets.validation import Validation

T = TypeVar("T", bound=Part)
R = TypeVar("R")
Stamp = tuple[Path, int, int]
_DECLARED: "dict[str, Preset[Any, Any]]" = {}


@dataclass(frozen=True, eq=False)
class Preset(Generic[T, R]):
    """A preset `file` (or files, `lists/*.yaml`) that stands in `shipped` and is overlaid by the
    home folder's file of that name.

    `build` makes of the typed content what the room works with; `check` says what is wrong between
    the entries, beyond the shape of each.
    """

    file: str
    shipped: Path
    shape: type[T]
    build: Callable[[T], R]
    about: str
    kinds: FaultKinds = field(default_factory=FaultKinds)
    check: Callable[[Document[T]], Iterator[Fault]] | None = None
    scalars: Mapping[type, Scalar] = field(default_factory=dict)
    #: False for a preset of the program alone.
    overlaid: bool = True
    _made: dict[Stamp, R] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.file in _DECLARED:
            raise ValueError(f"the preset {self.file!r} is declared twice")
        _DECLARED[self.file] = self

    @property
    def name(self) -> str:
        """`lists` for `lists/*.yaml`, `coverage` for `coverage.yaml`."""
        return self.file.removesuffix("/*.yaml").removesuffix(".yaml")

    def path(self) -> Path:
        """The file in force: the home folder's own, else the program's."""
        return once(("preset path", self.file), self._path)

    def _path(self) -> Path:
        own = home().presets / self.file
        return own if self.overlaid and own.exists() else self.shipped / self.file

    def paths(self) -> dict[str, Path]:
        """The files in force of a preset of several, by name."""
        folders = (self.shipped, *([home().presets] if self.overlaid else []))
        by_name = {path.name: path for folder in folders for path in folder.glob(self.file)}
        return dict(sorted(by_name.items()))

    def stamp(self) -> Stamp:
        """The stamp that tells one state of the preset in force from another."""
        return once(("preset", self.file), lambda: _stamp(self.path()))

    def load(self) -> R:
        """The preset in force; `FaultsError` with everything that is wrong with it."""
        try:
            stamp = self.stamp()
        except OSError:
            return self.read(self.path())
        return self._at(stamp)

    def load_file(self, path: Path) -> R:
        """Load just this file, from memory where it has not changed since."""
        try:
            stamp = _stamp(path)
        except OSError:
            return self.read(path)
        return self._at(stamp)

    def _at(self, stamp: Stamp) -> R:
        path = stamp[0]
        if stamp not in self._made:
            made = self.read(path)
            for old in [each for each in self._made if each[0] == path]:
                self._made.pop(old, None)
            self._made[stamp] = made
        return self._made[stamp]

    def load_all(self) -> dict[str, R]:
        """Every file in force by its name; the faults of all of them at once."""
        made: dict[str, R] = {}
        faults: list[Fault] = []
        for name, path in self.paths().items():
            try:
                made[name] = self.load_file(path)
            except FaultsError as refused:
                faults += refused.faults
        if faults:
            raise FaultsError(faults)
        return made

    def read(self, path: Path) -> R:
        """Read just this file anew."""
        document, faults = self.examine(path)
        if faults or document is None:
            raise FaultsError(faults)
        return self.build(document.content)

    def examine(self, path: Path) -> tuple[Document[T] | None, list[Fault]]:
        """Read a file: its content as far as it is well formed, and all its faults by line."""
        item, problems = item_in(path)
        document: Document[T] | None = None
        faults: list[Fault] = []
        if not any(each.problem in FATAL for each in problems):
            validation = Validation(self.scalars)
            content = validation.whole(item.data, self.shape)
            problems += validation.problems
            if content is not None:
                document = Document(content, item)
                faults += self.check(document) if self.check else ()
        for each in problems:
            place = item.place(*each.path)
            if each.problem is Problem.TWICE:
                place = Place(item.file, line=int(each.path[1]))
            faults.append(self.kinds.fault(each, place, _name_of_entry(item, each.path)))
        return document, sorted(faults, key=line_of)


def _name_of_entry(item: Item, path: Path_) -> str:
    """What the innermost listed entry on the way to `path` calls itself, "?" where it does not."""
    name, data = "?", cast("object", item.data)
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
            name = str(data.get("name", "?") if isinstance(data, dict) else data)
    return name


def line_of(fault: Fault) -> int:
    """Faults are told in the order of the file."""
    return fault.place.line or 0


def declared() -> Mapping[str, Preset[Any, Any]]:
    """The presets of the rooms imported so far, by file."""
    return dict(sorted(_DECLARED.items()))


def _stamp(path: Path) -> Stamp:
    at = path.stat()
    return path, at.st_mtime_ns, at.st_size
