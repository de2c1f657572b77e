"""Fact tables: what a snapshot offers to indicators, declared beside the register of a kind.

A fact table is a list of named columns, each an ORM path from the kind's model. `entity` says what
is counted: the path to the record whose (uid, version, code) a receipt cites; "" is the row itself.
The lake adds to each table `row_kind`, `row_uid`, `row_version` (the row itself) and `entity_kind`,
`entity_uid`, `entity_version`, `entity_code`, `entity_name`; withdrawn rows are left out.

Columns are only ever added: a snapshot made years ago is still read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: Where the path of a custom field begins: it is kept in the record's `extra` under its name.
EXTRA = "extra__"


class FactType(StrEnum):
    """Types of fact columns. STEPS are exact quantities (分, ppm, …) as 64-bit integers."""

    CODE = "code"
    TEXT = "text"
    DATE = "date"
    MONTH = "month"
    STEPS = "steps"
    WHOLE = "whole"
    FLAG = "flag"


@dataclass(frozen=True)
class FactColumn:
    """`path` is an ORM path; `choices` are the possible codes, by which a catalogue is checked.

    `unit` is a unit code where STEPS have a fixed unit; `unit_path` where a sibling column names
    it. `valid` marks a flag that holds only between two dates: `path` is the first day's path and
    `until` the last day's; an indicator reads it as at the event or the end of its span.
    `title` is what to call it where the field at `path` has another name, or there is none; a
    city's own column has `names` by language and `choice_labels` by code. `added` has the
    words, by code and language, of the choices that the city adds to the program's.
    """

    path: str
    type: FactType
    choices: tuple[str, ...] = ()
    unit: str = ""
    until: str = ""
    title: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    choice_labels: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_custom(self) -> bool:
        return self.path.startswith(EXTRA)


@dataclass(frozen=True)
class Apportionment:
    """Amounts divided among divisions by shares: the table of shares and the steps to divide.

    `shares` is the model's kind, `owner` its path to the entity, `division` the path to its code,
    `share` the parts per million. An entity without shares keeps its own division whole.
    """

    shares: str
    owner: str
    division: str
    share: str
    amounts: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One fact table. `division` and `chain` are the ORM paths of the two dimensions, "" for none.

    `canonical` is the path to the record that a duplicate stands for: where it is not null, the
    entity is that one.
    """

    name: str
    columns: Mapping[str, FactColumn]
    entity: str = ""
    canonical: str = ""
    division: str = ""
    chain: str = ""
    apportionment: Apportionment | None = None
    where: Mapping[str, object] = field(default_factory=dict)
