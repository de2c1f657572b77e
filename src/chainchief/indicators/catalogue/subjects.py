"""Subjects: the headings under which indicators are shown, from a preset that a city may replace.

They arrange, they do not define: a definition's hash knows nothing of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.i18n import _, in_language
from chainchief.ledger import presetfile

_SHIPPED = Path(__file__).parents[1] / "presets"
_FILE = "subjects.yaml"
_MANY = "*"

BAD_SUBJECT = declare(
    "IND-090",
    why="subject {number} of the list does not hold: {reason}",
    remedy="give it “code”, “zh”, “en”, and “indicators”, a list of codes like IND-PRJ-*",
)


@dataclass(frozen=True)
class Subject:
    """A heading, and the codes (or beginnings of codes with `*`) of what stands under it."""

    code: str
    names: Mapping[str, str]
    patterns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return in_language(dict(self.names))

    def closeness(self, code: str) -> int:
        """How much of `code` its best pattern names; 0 where none fits."""
        return len(self._best(code))

    def place(self, code: str) -> int:
        """Where `code` stands among the others: its best pattern's place in the list."""
        return self.patterns.index(self._best(code))

    def _best(self, code: str) -> str:
        return max((each for each in self.patterns if _fits(each, code)), key=len, default="")


@dataclass(frozen=True)
class Subjects:
    """The headings in order, the one for what none of them names last."""

    listed: tuple[Subject, ...]

    def of(self, code: str) -> Subject:
        """The subject whose pattern fits `code` most closely; the first of equals."""
        found = max(self.listed, key=lambda each: each.closeness(code), default=None)
        return found if found and found.closeness(code) else Subject("other", _OTHER)

    def place(self, code: str) -> tuple[int, int]:
        """Where `code` stands: its subject among the headings, then its pattern in the subject."""
        subject = self.of(code)
        if subject not in self.listed:
            return len(self.listed), 0
        return self.listed.index(subject), subject.place(code)


_OTHER = {"zh": "其他", "en": "Others"}


def subjects() -> Subjects:
    """The city's own arrangement where it has one; `FaultsError` with everything wrong in it."""
    return _load(*presetfile.in_force(_FILE, _SHIPPED))


@lru_cache(maxsize=4)
def _load(path: Path, _stamp: float) -> Subjects:
    entries, faults = presetfile.read(path, "subjects")
    found: dict[str, Subject] = {}
    for number, indicator in enumerate(entries, start=1):
        try:
            subject = _subject(indicator, found)
            found[subject.code] = subject
        except (KeyError, TypeError, ValueError) as refusal:
            facts = {"number": number, "reason": presetfile.reason_of(refusal)}
            faults.append(Fault(BAD_SUBJECT, Place(file=path.name), facts=facts))
    if faults:
        raise FaultsError(faults)
    return Subjects(tuple(found.values()))


def _subject(indicator: object, known: Iterable[str]) -> Subject:
    if not isinstance(indicator, Mapping):
        raise TypeError(_("not a mapping"))
    code, patterns = str(indicator["code"]), indicator["indicators"]
    if code in known:
        raise ValueError(_("“{}” is there twice").format(code))
    if not isinstance(patterns, list) or not all(isinstance(each, str) for each in patterns):
        raise TypeError(_("“indicators” is not a list of codes"))
    return Subject(code, {"zh": str(indicator["zh"]), "en": str(indicator["en"])}, tuple(patterns))


def _fits(pattern: str, code: str) -> bool:
    if pattern.endswith(_MANY):
        return code.startswith(pattern.removesuffix(_MANY))
    return code == pattern
