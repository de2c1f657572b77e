"""Faults told to people, in one form: where · what was found · why it fails · what to do · code.

A room declares its kinds of fault once, next to the check that finds them; the same object becomes
a line of text, a cell comment, HTML or JSON. Messages are English ids, translated like all others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NoReturn

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import ENGLISH, _, language, ngettext


class Severity(StrEnum):
    """A fault refuses the file; a warning lets it pass and is shown."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True)
class FaultKind:
    """A kind of fault under its stable code (`CHK-014`). Texts are message ids with fields."""

    code: str
    why: str
    remedy: str
    severity: Severity = Severity.FAULT
    #: `why` where the fact `counted` is 1; "" where there is nothing to count.
    why_of_one: str = ""
    counted: str = ""

    def reason(self, facts: Mapping[str, object]) -> str:
        """Say why in the reader's language, of one or of several."""
        if not self.counted:
            return _(self.why).format(**facts)
        number = int(str(facts[self.counted]).replace(",", ""))
        return ngettext(self.why_of_one, self.why, number).format(**facts)


_KINDS: dict[str, FaultKind] = {}


def declare(
    code: str,
    *,
    why: str,
    remedy: str,
    severity: Severity = Severity.FAULT,
    why_of_one: str = "",
    counted: str = "",
) -> FaultKind:
    """Add a kind to the catalogue; a code is used once in the whole program."""
    if code in _KINDS:
        raise ValueError(f"fault code {code!r} is declared twice")
    return _KINDS.setdefault(code, FaultKind(code, why, remedy, severity, why_of_one, counted))


def catalogue() -> Mapping[str, FaultKind]:
    """All kinds declared by the rooms imported so far, by code."""
    return dict(sorted(_KINDS.items()))


@dataclass(frozen=True)
class Place:
    """Where a fault is: any of file, sheet, cell address (`F17`), line, record, column's label."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None
    column: str = ""
    record: str = ""

    def __str__(self) -> str:
        english = language() == ENGLISH
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"sheet “{self.sheet}”" if english else f"「{self.sheet}」表")
        if self.cell:
            parts.append(self.cell)
        elif self.line is not None:
            parts.append(f"line {self.line}" if english else f"第{self.line}行")
        if self.record:
            parts.append(self.record)
        if self.column:
            parts.append(f"“{self.column}”" if english else f"「{self.column}」")
        return " ".join(parts) if english else "".join(parts)


@dataclass(frozen=True)
class Fault:
    """One fault at one place; `value` is what was found there, `facts` fill the kind's texts."""

    kind: FaultKind
    place: Place = Place()
    value: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def is_warning(self) -> bool:
        return self.kind.severity is Severity.WARNING

    @property
    def why(self) -> str:
        return self.kind.reason(self.facts)

    @property
    def remedy(self) -> str:
        return _(self.kind.remedy).format(**self.facts)

    @property
    def found(self) -> str:
        if self.value is None:
            return ""
        if self.value == "":
            return _("is empty")
        return _("says “{}”").format(self.value)

    @property
    def text(self) -> str:
        """One sentence: 「投资项目」表F17「计划总投资」填的是“6亿”，此列只收数字；请改填60000。"""
        comma, stop, end = (", ", "; ", ".") if language() == ENGLISH else ("，", "；", "。")
        where = f"{self.place}".strip()
        head = comma.join(part for part in (where + self._gap() + self.found, self.why) if part)
        return f"{head}{stop}{self.remedy}{end}[{self.code}]"

    def _gap(self) -> str:
        return " " if language() == ENGLISH and self.found and str(self.place) else ""

    def as_json(self) -> dict[str, object]:
        """The same fault for programs."""
        place = {
            name: getattr(self.place, name)
            for name in ("file", "sheet", "cell", "line", "record", "column")
            if getattr(self.place, name) not in ("", None)
        }
        return {
            "code": self.code,
            "severity": self.kind.severity.value,
            "place": place,
            "found": self.value,
            "why": self.why,
            "remedy": self.remedy,
            "text": self.text,
        }


class FaultsError(ChainChiefError):
    """All faults found, at once. Never empty: a refusal always says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("a refusal needs at least one fault")
        super().__init__(self.faults)

    def __str__(self) -> str:
        """In the language of whoever reads it, which may not be that of whoever found it."""
        return "\n".join(fault.text for fault in self.faults)


def refuse(kind: FaultKind, **facts: object) -> NoReturn:
    """Refuse an act as a whole: one fault, at no place of a file or form."""
    raise FaultsError([Fault(kind, facts=facts)])


def faults_of(
    refusal: ChainChiefError, kind: FaultKind, place: Place | None = None
) -> tuple[Fault, ...]:
    """Faults that a refusal holds; of one in plain words one of `kind`, whose `why` they are."""
    if isinstance(refusal, FaultsError):
        return refusal.faults
    return (Fault(kind, place or Place(), facts={"why": str(refusal).rstrip("。.")}),)
