"""Which kinds stand together on the page of all kinds: a preset, and what a key is made of.

A kind that the preset does not name stands with the kind that its key, or else its first required
reference, names: a new kind finds its place by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.i18n import _, in_language
from chainchief.ledger import presetfile
from chainchief.ledger.registers import Register, all_registers

BAD_GROUP = declare(
    "WEB-001",
    why="group {number} of the kinds is not declared well: {reason}",
    remedy="a group has zh, en and kinds; see the preset that comes with the program",
)
_PRESET = "kinds.yaml"
_SHIPPED = Path(__file__).parents[1] / "presets"


@dataclass(frozen=True)
class Group:
    """Kinds that stand together; `names` is `{zh: …, en: …}`, empty for those named nowhere."""

    names: Mapping[str, str]
    kinds: tuple[str, ...]

    @property
    def title(self) -> str:
        return in_language(dict(self.names)) if self.names else _("Other records")


def all_groups() -> list[Group]:
    """Every kind in exactly one group: first those named, then those that go with them."""
    declared = load(*presetfile.in_force(_PRESET, _SHIPPED))
    place = {kind: number for number, group in enumerate(declared) for kind in group.kinds}
    members = {number: list(group.kinds) for number, group in enumerate(declared)}
    for kind, register in all_registers().items():
        if kind not in place:
            members.setdefault(_place(register, place), []).append(kind)
    return [
        Group(declared[number].names if number >= 0 else {}, tuple(kinds))
        for number, kinds in members.items()
    ]


def _place(register: Register, place: Mapping[str, int]) -> int:
    """The number of the group that a kind goes with; -1 for none."""
    seen: set[str] = set()
    while register.kind not in seen:
        if register.kind in place:
            return place[register.kind]
        seen.add(register.kind)
        above = next(_above(register), None)
        if above is None:
            break
        register = all_registers()[above]
    return -1


def _above(register: Register) -> Iterator[str]:
    """The kinds on which one rests: those of its key first, then what it cannot do without."""
    required = [name for name in register.columns_in_order if register.column(name).required]
    for name in (*register.model.composed_of, *required):
        kind = register.column(name).type.target
        if kind:
            yield kind


@cache
def load(path: Path, _time: float) -> tuple[Group, ...]:
    """The groups of the file; `FaultsError` with everything that is wrong with it."""
    entries, faults = presetfile.read(path, "groups")
    groups: list[Group] = []
    seen: set[str] = set()
    for number, indicator in enumerate(entries, 1):
        try:
            groups.append(_group(indicator, seen))
        except (KeyError, TypeError, ValueError) as refusal:
            facts = {"number": number, "reason": presetfile.reason_of(refusal)}
            faults.append(Fault(BAD_GROUP, Place(file=path.name), facts=facts))
    if faults:
        raise FaultsError(faults)
    return tuple(groups)


def _group(indicator: Any, seen: set[str]) -> Group:
    kinds = tuple(str(kind) for kind in indicator["kinds"])
    for kind in kinds:
        if kind not in all_registers():
            raise ValueError(_("there is no kind {}").format(kind))
        if kind in seen:
            raise ValueError(_("{} stands in a group already").format(kind))
        seen.add(kind)
    return Group({"zh": str(indicator["zh"]), "en": str(indicator["en"])}, kinds)
