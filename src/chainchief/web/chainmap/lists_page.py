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
from chainchief.chainmap.lists.document import write_document
from chainchief.chainmap.lists.issues import (
    ListIssue,
    changes_since_issue,
    issue_lists,
    last_issue,
)
from chainchief.chainmap.lists.layouts import ListPreset, list_preset, list_presets
from chainchief.chainmap.lists.rows import ChainList, lists_of
from chainchief.chainmap.targets.targeting import targets_for
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.figures.page_head import PageHead
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import doors

#: The preset that a page begins with, where the city has it.
FIRST = "shandong-2022"
#: Rows of one list on the page; the files hold all.
MOST = 200

Writer = Callable[
    [Path, ListPreset, Answers, Sequence[ChainList], Sequence[ListChange] | None, str], None
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
    """The lists of a preset; `changes` since an earlier day or the last issue, as `since` says."""

    preset: ListPreset
    answers: Answers
    lists: list[ChainList]
    changes: list[ListChange] | None
    since: str
    last: ListIssue | None


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
    head: PageHead
    presets: list[Choice]
    preset: ListPreset
    lists: list[ShownList]
    changes: list[ListChange] | None
    downloads: list[tuple[str, str]]
    since: str
    last: str
    may_issue: bool
    fault: str


def made_lists(query: MapQuery, preset: str, viewer: Viewer, verb: str = "see") -> MadeLists:
    """`verb` says what the viewer is to be allowed to do with each record in it."""
    chosen = _preset(preset)
    answers = answers_to(query, viewer)
    now = _lists(chosen, answers, viewer, verb)
    last = _issue(chosen, answers, viewer)
    if query.since is not None:
        earlier = answers_to(query, viewer, query.since)
        changes = changes_between(_lists(chosen, earlier, viewer, verb), now)
        return MadeLists(chosen, answers, now, changes, str(query.since), last)
    if last is not None:
        return MadeLists(chosen, answers, now, changes_since_issue(last, now), last.words, last)
    return MadeLists(chosen, answers, now, None, "", None)


def _issue(preset: ListPreset, answers: Answers, viewer: Viewer) -> ListIssue | None:
    """The last issue, for who may name all that stood in it."""
    return last_issue(answers.chart.code, preset) if may_issue(answers, viewer) else None


def may_issue(answers: Answers, viewer: Viewer) -> bool:
    """Whether the viewer sees all firms of the chain, and may take them along."""
    everything = all(policy.reach(viewer, verb, "firm").everything for verb in ("see", "export"))
    return everything and not answers.chart.is_partial and policy.allowed(viewer, "enter", "chain")


def issue(query: MapQuery, preset: str, viewer: Viewer) -> ListIssue:
    """Keep the lists of the day as issued by the viewer."""
    made = made_lists(query, preset, viewer, verb="export")
    if not may_issue(made.answers, viewer):
        raise WrongUseError(
            _("Lists are issued by who sees all firms of the chain; some are not open to you.")
        )
    return issue_lists(made.preset, made.answers, made.lists, viewer.name)


def _preset(code: str) -> ListPreset:
    known = list_presets()
    return list_preset(code or (FIRST if FIRST in known else min(known)))


def _lists(preset: ListPreset, answers: Answers, viewer: Viewer, verb: str) -> list[ChainList]:
    # Outside firms are known by what firms recorded, and leave as such records may.
    may_name = verb == "see" or policy.allowed(viewer, verb, "firm")
    targets = targets_for(answers, [], viewer) if may_name else []
    return lists_of(preset, answers, targets, viewer, verb)


def lists_page(query: MapQuery, preset: str, viewer: Viewer, fault: str = "") -> ListsPage:
    made = made_lists(query, preset, viewer)
    cited = [(row.cite.kind, row.cite.uid) for each in made.lists for row in each.rows[:MOST]]
    known = doors(cited, viewer)
    return ListsPage(
        query=query,
        head=head_over(
            query,
            "chain-lists",
            made.answers.chart,
            _("{chain}: {lists}").format(chain=made.answers.chart.name, lists=made.preset.name),
            viewer,
        ),
        presets=[Choice(code, each.name) for code, each in sorted(list_presets().items())],
        preset=made.preset,
        lists=[_shown(number, each, known) for number, each in enumerate(made.lists, 1)],
        changes=made.changes,
        downloads=_downloads(query, made.preset, viewer),
        since=made.since,
        last=made.last.words if made.last else "",
        may_issue=may_issue(made.answers, viewer),
        fault=fault,
    )


def _shown(number: int, each: ChainList, known: dict[tuple[str, str], str]) -> ShownList:
    return ShownList(
        key=f"list-{number}",
        name=each.layout.name,
        count=len(each.rows),
        heads=each.heads,
        rows=[
            ShownRow(known.get((row.cite.kind, row.cite.uid), ""), each.cells_of(row))
            for row in each.rows[:MOST]
        ],
        more=max(0, len(each.rows) - MOST),
    )


def _downloads(query: MapQuery, preset: ListPreset, viewer: Viewer) -> list[tuple[str, str]]:
    if not policy.allowed(viewer, "export", "figures"):
        return []
    here = [(form, reverse("chain-lists-file", args=[query.chain, form])) for form in WRITERS]
    return [(form.upper(), f"{path}?{query.query}&preset={preset.code}") for form, path in here]
