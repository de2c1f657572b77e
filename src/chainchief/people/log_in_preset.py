"""How people log in, as a city's preset says it: passwords, sessions, second factor, alarms."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from chainchief.access import policy
from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault
from chainchief.core.presets import Document, FaultKinds, Origin, Part, Preset, Problem
from chainchief.people import faults as kinds

Count = Annotated[int, Meta(ge=0)]
Positive = Annotated[int, Meta(ge=1)]


class Profile(Part, frozen=True):
    """What a password must be and how long a session lasts."""

    shortest: Annotated[int, Meta(ge=8, le=128, description="characters of a password at least")]
    character_kinds: Annotated[
        int, Meta(ge=1, le=4, description="of capitals, small letters, digits, others")
    ]
    longest_days: Annotated[int, Meta(ge=0, description="then a password is changed; 0 is never")]
    former: Annotated[int, Meta(ge=0, le=50, description="former passwords not taken again")]
    first_password_hours: Annotated[
        int, Meta(ge=1, description="a password given by another is good for so long")
    ]
    failures: Annotated[int, Meta(ge=1, description="wrong passwords, then the account waits")]
    address_failures: Annotated[
        int, Meta(ge=1, description="from one address, of any names; then the address waits")
    ]
    lock_minutes: Positive
    idle_minutes: Positive
    session_hours: Positive
    sessions: Annotated[int, Meta(ge=1, description="sessions of one account at once")]


class SecondFactor(Part, frozen=True):
    roles: tuple[str, ...]
    verbs: tuple[str, ...]


class Hours(Part, frozen=True):
    begin: Annotated[int, Meta(ge=0, le=24)] = field(name="from")
    end: Annotated[int, Meta(ge=0, le=24)] = field(name="to")


class Alarm(Part, frozen=True):
    number: Positive
    minutes: Positive


class Alarms(Part, frozen=True):
    refusals: Alarm
    exports: Alarm


class LogInPreset(Origin, frozen=True):
    profile: str
    profiles: dict[str, Profile]
    second_factor: SecondFactor
    small_office: bool
    office_hours: Hours
    alarms: Alarms

    @property
    def in_force(self) -> Profile:
        """The profile that the preset chooses."""
        return self.profiles[self.profile]


def _check(document: Document[LogInPreset]) -> Iterator[Fault]:
    """The profile is one of the profiles; roles and verbs are those of the policy table."""
    content, table = document.content, policy.table()
    wanted = content.second_factor
    named: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {
        ("profile",): ((content.profile,), tuple(content.profiles))
    }
    if isinstance(wanted, SecondFactor):  # what is missing is told already, and is no such part
        named["second_factor", "roles"] = (wanted.roles, tuple(table.roles))
        named["second_factor", "verbs"] = (wanted.verbs, tuple(table.verbs))
    for place, (names, known) in named.items():
        for name in names:
            if name not in known:
                facts = {"name": name, "choices": listed(known) + near(name, known)}
                yield document.fault(kinds.UNKNOWN_IN_PRESET, place, facts=facts)


PRESET = Preset(
    file="log-in.yaml",
    shipped=Path(__file__).parent / "presets",
    shape=LogInPreset,
    build=lambda content: content,
    about="How people log in: passwords, sessions, second factor, alarms",
    kinds=FaultKinds(dict.fromkeys(Problem, kinds.BAD_PRESET)),
    check=_check,
)


def log_in() -> LogInPreset:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()


def profile() -> Profile:
    """Profile in force for passwords and sessions."""
    return log_in().in_force
