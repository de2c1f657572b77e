"""The lists of a chain (N图N清单) by a preset, beside those of an earlier day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers
from chainchief.chainmap.lists.book import write_book
from chainchief.chainmap.lists.changes import ListChange, changes_between
from chainchief.chainmap.lists.columns import head_of
from chainchief.chainmap.lists.document import write_document
from chainchief.chainmap.lists.layouts import ListPreset, list_preset, list_presets
from chainchief.chainmap.lists.rows import ChainList, lists_of
from chainchief.chainmap.targets.targeting import targets_for
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_page import as_at, crumbs_of, reach_note
from chainchief.web.chainmap.map_query import MapQuery, Tab, tabs_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.visible import doors

#: The preset that a page begins with, where the city has it.
FIRST = "shandong-2022"
#: Rows of one list on the page; the files hold all.
MOST = 200

Writer = Callable[
    [Path, ListPreset, Answers, Sequence[ChainList], Sequence[ListChange] | None], None
]
WRITERS: dict[str, tuple[Writer, str]] = {
    "xlsx": (
        write_book,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "docx": (
        write_document,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@dataclass(frozen=True)
class MadeLists:
    """The lists of a preset; `changes` since an earlier day, None where none is named."""

    preset: ListPreset
    answers: Answers
    lists: list[ChainList]
    changes: list[ListChange] | None


@dataclass(frozen=True)
class ShownRow:
    address: str
    cells: list[str]


@dataclass(frozen=True)
class ShownList:
    key: str
    name: str
    count: int
    heads: list[str]
    rows: list[ShownRow]
    more: int


@dataclass(frozen=True)
class ListsPage:
    """What templates/web/chainmap/lists.html shows."""

    query: MapQuery
    bar: Bar
    crumbs: list[Crumb]
    tabs: list[Tab]
    title: str
    as_at: list[str]
    note: str
    presets: list[Choice]
    preset: ListPreset
    lists: list[ShownList]
    changes: list[ListChange] | None
    downloads: list[tuple[str, str]]


def made_lists(query: MapQuery, preset: str, viewer: Viewer, verb: str = "see") -> MadeLists:
    """`verb` says what the viewer is to be allowed to do with each record in it."""
    chosen = _preset(preset)
    answers = answers_to(query, viewer)
    now = _lists(chosen, answers, viewer, verb)
    changes = None
    if query.since is not None:
        earlier = answers_to(query, viewer, query.since)
        changes = changes_between(_lists(chosen, earlier, viewer, verb), now)
    return MadeLists(chosen, answers, now, changes)


def _preset(code: str) -> ListPreset:
    known = list_presets()
    return list_preset(code or (FIRST if FIRST in known else min(known)))


def _lists(preset: ListPreset, answers: Answers, viewer: Viewer, verb: str) -> list[ChainList]:
    # Outside firms are known by what firms recorded, and leave as such records may.
    may_name = verb == "see" or policy.allowed(viewer, verb, "firm")
    targets = targets_for(answers, [], viewer) if may_name else []
    return lists_of(preset, answers, targets, viewer, verb)


def lists_page(query: MapQuery, preset: str, viewer: Viewer) -> ListsPage:
    made = made_lists(query, preset, viewer)
    cited = [(row.cite.kind, row.cite.uid) for each in made.lists for row in each.rows[:MOST]]
    known = doors(cited, viewer)
    return ListsPage(
        query=query,
        bar=bar_for(query.month, reverse("chain-lists", args=[query.chain])),
        crumbs=crumbs_of(query, made.answers, _("Lists of the chain")),
        tabs=tabs_of(query, "chain-lists", viewer),
        title=_("{chain}: {lists}").format(chain=made.answers.chart.name, lists=made.preset.name),
        as_at=as_at(query, made.answers),
        note=reach_note(made.answers),
        presets=[Choice(code, each.name) for code, each in sorted(list_presets().items())],
        preset=made.preset,
        lists=[_shown(number, each, known) for number, each in enumerate(made.lists, 1)],
        changes=made.changes,
        downloads=_downloads(query, made.preset, viewer),
    )


def _shown(number: int, each: ChainList, known: dict[tuple[str, str], str]) -> ShownList:
    return ShownList(
        key=f"list-{number}",
        name=each.layout.name,
        count=len(each.rows),
        heads=[*(head_of(column) for column in each.layout.columns), *each.layout.blank],
        rows=[
            ShownRow(
                known.get((row.cite.kind, row.cite.uid), ""),
                [
                    *(row.cells.get(column, "") for column in each.layout.columns),
                    *("" for _blank in each.layout.blank),
                ],
            )
            for row in each.rows[:MOST]
        ],
        more=max(0, len(each.rows) - MOST),
    )


def _downloads(query: MapQuery, preset: ListPreset, viewer: Viewer) -> list[tuple[str, str]]:
    if not policy.allowed(viewer, "export", "figures"):
        return []
    here = [(form, reverse("chain-lists-file", args=[query.chain, form])) for form in WRITERS]
    return [(form.upper(), f"{path}?{query.query}&preset={preset.code}") for form, path in here]
