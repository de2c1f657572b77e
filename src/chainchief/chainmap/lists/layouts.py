"""Layouts of lists (N图N清单): presets of the program, overlaid by the home folder's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from msgspec import Meta

from chainchief.chainmap.faults import BAD_PRESET
from chainchief.chainmap.lists.columns import COLUMNS
from chainchief.core.choices import near
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, in_language
from chainchief.core.presets import Document, FaultKinds, Names, Origin, Part, Preset, Problem, Text

#: What the rows of a list can be.
RowsOfList = Literal[
    "clusters",
    "difficulties",
    "divisions",
    "firms",
    "gaps",
    "key-weaknesses",
    "leaders",
    "policies",
    "projects",
    "resources",
    "strengths",
    "supporters",
    "targets",
]
ROWS: tuple[str, ...] = get_args(RowsOfList)


@dataclass(frozen=True)
class Layout:
    """One list: what its rows are, its columns, and further ones for the office to fill in."""

    names: Mapping[str, str]
    rows: str
    columns: tuple[str, ...]
    blank: tuple[str, ...]

    @property
    def name(self) -> str:
        return in_language(dict(self.names))


@dataclass(frozen=True)
class ListPreset:
    code: str
    names: Mapping[str, str]
    source: str
    version: str
    lists: tuple[Layout, ...]

    @property
    def name(self) -> str:
        return in_language(dict(self.names))


class ListLayout(Part, frozen=True):
    """One list as the preset writes it."""

    name: Names
    rows: RowsOfList
    columns: Annotated[tuple[str, ...], Meta(min_length=1)]
    blank: tuple[Text, ...] = ()


class ListsPreset(Origin, frozen=True):
    code: Text
    name: Names
    lists: Annotated[tuple[ListLayout, ...], Meta(min_length=1)]


def _check_columns(document: Document[ListsPreset]) -> Iterator[Fault]:
    for index, each in document.entries("lists"):
        columns = each.get("columns")
        for at, name in enumerate(columns if isinstance(columns, list) else []):
            if isinstance(name, str) and name not in COLUMNS:
                reason = _("there is no column {name!r}").format(name=name) + near(name, COLUMNS)
                reason = _("list {number}: {reason}").format(number=index + 1, reason=reason)
                path = ("lists", index, "columns", at)
                yield document.fault(BAD_PRESET, path, facts={"reason": reason})


def _list_preset(content: ListsPreset) -> ListPreset:
    return ListPreset(
        code=content.code,
        names=content.name.as_mapping(),
        source=content.source,
        version=str(content.version),
        lists=tuple(
            Layout(each.name.as_mapping(), each.rows, each.columns, each.blank)
            for each in content.lists
        ),
    )


PRESET = Preset(
    file="lists/*.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=ListsPreset,
    build=_list_preset,
    about="The lists of a chain: what their rows are, and their columns",
    kinds=FaultKinds(dict.fromkeys(Problem, BAD_PRESET)),
    check=_check_columns,
)


def list_presets() -> dict[str, ListPreset]:
    """All presets in force by code; FaultsError with everything that is wrong in any of them."""
    return {preset.code: preset for preset in PRESET.load_all().values()}


def list_preset(code: str) -> ListPreset:
    """The preset of that code, or `WrongUseError` with near ones."""
    known = list_presets()
    if code not in known:
        hint = near(code, known) or _("; there are: {}").format(", ".join(known))
        raise WrongUseError(_("There is no preset of lists {code!r}").format(code=code) + hint)
    return known[code]
