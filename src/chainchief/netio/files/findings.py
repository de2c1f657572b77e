"""Collecting what is wrong with a file: equal faults grouped, long lists ended, nothing dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from chainchief.core.faults import Fault, FaultKind, FaultsError, Place
from chainchief.core.i18n import ENGLISH, language
from chainchief.netio.faults import MORE

#: Different faults of one kind that are listed one by one.
LISTED = 50
#: Further lines named beside the first of equal faults.
NAMED_LINES = 5


class Lines(Protocol):
    """Where rows stand in their file."""

    @property
    def name(self) -> str: ...

    def line(self, row: int) -> int: ...


@dataclass(frozen=True)
class Also:
    """The other lines with an equal fault, in words."""

    lines: tuple[int, ...]

    def __str__(self) -> str:
        if not self.lines:
            return ""
        named, rest = self.lines[:NAMED_LINES], len(self.lines) - NAMED_LINES
        if language() == ENGLISH:
            more = f" and {rest} more" if rest > 0 else ""
            return f" (also in line {', '.join(map(str, named))}{more})"
        more = f"等，另有{rest}行" if rest > 0 else ""
        return f"（还有第{'、'.join(map(str, named))}行{more}）"


@dataclass(frozen=True)
class Near:
    """“, did you mean …?” where a similar name exists."""

    name: str | None

    def __str__(self) -> str:
        if self.name is None:
            return ""
        if language() == ENGLISH:
            return f"; did you mean “{self.name}”?"
        return f"；是否指“{self.name}”？"


@dataclass
class Findings:
    """Faults and warnings of one reading, in the order found."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def add(self, kind: FaultKind, place: Place, value: str | None = None, **facts: object) -> None:
        fault = Fault(kind, place, value, facts)
        (self.warnings if fault.is_warning else self.faults).append(fault)

    def add_rows(
        self,
        kind: FaultKind,
        source: Lines,
        column: str,
        rows: Sequence[int],
        values: Sequence[str],
        facts: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        """One fault per different value among `rows`; `facts` may add to it, by value."""
        groups: dict[str, list[int]] = {}
        for row, value in zip(rows, values, strict=True):
            groups.setdefault(value, []).append(row)
        for value, where in list(groups.items())[:LISTED]:
            first, *others = (source.line(row) for row in where)
            place = Place(file=source.name, line=first, column=column)
            extra = (facts or {}).get(value, {})
            self.add(kind, place, value, also=Also(tuple(others)), **extra)
        if len(groups) > LISTED:
            place = Place(file=source.name, column=column)
            self.add(MORE, place, count=len(groups) - LISTED, code=kind.code)

    def refuse_if_any(self) -> None:
        """Raise all faults at once, if there are any."""
        if self.faults:
            raise FaultsError(self.faults)
