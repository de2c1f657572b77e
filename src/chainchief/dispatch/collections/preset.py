"""Collections that a city makes again and again, and how much notice it gives: a preset."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from chainchief.access.scopes import Dimension
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.shape import check_table

TWICE = declare(
    "COL-005", why="the collection “{code}” stands here twice", remedy="give each its own code"
)


class Table(Part, frozen=True):
    """One table: a kind of record, its columns to fill in, and which records."""

    kind: Text
    columns: tuple[str, ...]
    rows: Literal["records", "reports", "new"] = "records"
    by: str = ""
    where: dict[str, str] = field(default_factory=dict)
    again: bool = False

    @property
    def questionnaire(self) -> QuestionnaireTable:
        return QuestionnaireTable(
            self.kind, self.columns, RowsOf(self.rows), self.by, self.where, self.again
        )


class Of(Part, frozen=True):
    """Whom it asks: all of a dimension that `where` lets through, or those of `codes` alone."""

    dimension: Literal["division", "chain", "organisation", "enterprise"]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


class Form(Part, frozen=True):
    """What a form that asks firms must show."""

    number: Text
    authority: Text
    approval: Text
    valid_until: Text


class Due(Part, frozen=True):
    """By when: a day of the month after, or the next that is worked."""

    day: Annotated[int, Meta(ge=1, le=28)]


class Template(Part, frozen=True):
    code: Text
    name: Names
    of: Of
    asks: tuple[Table, ...]
    due: Due
    monthly: bool = False
    form: Form | None = None
    note: str = ""

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))


class Collections(Origin, frozen=True):
    lead_working_days: Annotated[int, Meta(ge=0, description="working days from opening to due")]
    remind_days: Annotated[int, Meta(ge=0, description="reminded so many working days before")]
    escalate_days: Annotated[
        int, Meta(ge=1, description="late by so many, whoever checks in the unit is told too")
    ]
    escalate_office_days: Annotated[
        int, Meta(ge=1, description="late by so many, the chain office is told too")
    ]
    collections: tuple[Template, ...]


@dataclass(frozen=True)
class Arrangement:
    """What the preset says: notice, reminders, and the collections by code."""

    lead_working_days: int
    remind_days: int
    escalate_days: int
    escalate_office_days: int
    templates: Mapping[str, Template]


def _check(document: Document[Collections]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, template in enumerate(document.content.collections):
        path = ("collections", index)
        if template.code in seen:
            yield document.fault(TWICE, path, template.code, {"code": template.code})
        seen.add(template.code)
        for at, table in enumerate(template.asks):
            place = document.item.place(*path, "asks", at)
            yield from check_table(table.questionnaire, (Dimension(template.of.dimension),), place)


PRESET = Preset(
    file="collections.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=Collections,
    build=lambda content: Arrangement(
        content.lead_working_days,
        content.remind_days,
        content.escalate_days,
        content.escalate_office_days,
        {one.code: one for one in content.collections},
    ),
    about="Collections that come back every month: what is asked, of whom, by when; and the notice",
    check=_check,
)


def arrangement() -> Arrangement:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
