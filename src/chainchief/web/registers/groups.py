"""Which kinds stand together on the page of all kinds: a preset, and what a key is made of.

A kind that the preset does not name stands with the kind that its key, or else its first required
reference, names: a new kind finds its place by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chainchief.core.choices import near
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import _, in_language
from chainchief.core.presets import Document, Origin, Part, Preset, Text
from chainchief.ledger.preset_faults import entry_faults
from chainchief.ledger.registers import Register, all_registers

BAD_GROUP = declare(
    "WEB-001",
    why="group {number} of the kinds is not declared well: {reason}",
    remedy="a group has zh, en and kinds; see the preset that comes with the program",
)


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
    declared = PRESET.load()
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


class GroupEntry(Part, frozen=True):
    zh: Text
    en: Text
    kinds: tuple[Text, ...]


class GroupsOfKinds(Origin, frozen=True):
    groups: tuple[GroupEntry, ...]


def _groups(content: GroupsOfKinds) -> tuple[Group, ...]:
    return tuple(Group({"zh": each.zh, "en": each.en}, each.kinds) for each in content.groups)


def _check_kinds(document: Document[GroupsOfKinds]) -> Iterator[Fault]:
    """Kinds that there are not, and those that stand in two groups, well formed or not."""
    seen: set[str] = set()
    for index, group in document.entries("groups"):
        kinds = group.get("kinds")
        for at, kind in enumerate(map(str, kinds if isinstance(kinds, list) else [])):
            reason = ""
            if kind not in all_registers():
                reason = _("there is no kind {}").format(kind) + near(kind, all_registers())
            elif kind in seen:
                reason = _("{} stands in a group already").format(kind)
            seen.add(kind)
            if reason:
                facts = {"number": index + 1, "reason": reason}
                yield document.fault(BAD_GROUP, ("groups", index, "kinds", at), facts=facts)


PRESET = Preset(
    file="kinds.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=GroupsOfKinds,
    build=_groups,
    about="Which kinds of record stand together on the page of records",
    kinds=entry_faults(groups=BAD_GROUP),
    check=_check_kinds,
)
