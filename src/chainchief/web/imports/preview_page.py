"""What a check found, by tabs: new, revised, unchanged and faulty rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chainchief.core.i18n import _, language
from chainchief.web.frame.visible import address_of
from chainchief.web.imports import limits

#: Rows of a tab on one page.
STEP = 50
TABS = ("new", "revised", "unchanged", "faulty")


@dataclass(frozen=True)
class Tab:
    """One sort of rows, with how many there are."""

    key: str
    name: str
    count: str
    address: str
    is_current: bool
    is_alarm: bool = False


@dataclass(frozen=True)
class ColumnChip:
    """A column with faults, as a filter."""

    name: str
    count: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Turning:
    """To the rows before and after, and what stands here."""

    words: str
    before: str = ""
    after: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """What the tab that is open shows."""

    tab: str
    tabs: list[Tab]
    heads: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    columns: list[ColumnChip]
    turning: Turning
    #: The language of the faults, where it is not the reader's.
    found_in: str = ""


def preview_of(
    kind: str, content: dict[str, Any], here: str, parameters: Mapping[str, str]
) -> Preview:
    """The tab that `parameters` name, else the first that wants to be looked at."""
    counts = content["counts"]
    tab = parameters.get("tab", "")
    if tab not in TABS:
        tab = next((key for key in ("faulty", "new", "revised") if counts[key]), "unchanged")
    column = parameters.get("column", "")
    lines, chips = content["faults" if tab == "faulty" else tab], []
    total = counts[tab]
    if tab == "faulty":
        chips = _chips(content["columns"], here, column)
        if column:
            lines = [line for line in lines if line["column"] == column]
            total = next((n for name, n in content["columns"] if name == column), 0)
    at = {"tab": tab, "column": column}
    number = max(1, int(parameters["page"]) if parameters.get("page", "").isdecimal() else 1)
    turning = _turning(here, at, number, len(lines), total)
    first = (min(number, max(1, -(-len(lines) // STEP))) - 1) * STEP
    return Preview(
        tab=tab,
        tabs=[_tab(key, counts[key], here, tab) for key in TABS],
        heads=content["heads"],
        lines=[_with_address(kind, line) for line in lines[first : first + STEP]],
        columns=chips,
        turning=turning,
        found_in="" if content["found_in"] == language() else content["found_in"],
    )


def _with_address(kind: str, line: dict[str, Any]) -> dict[str, Any]:
    """A record that is there already has its page."""
    return {**line, "address": address_of(kind, line["uid"])} if line.get("uid") else line


def _tab(key: str, count: int, here: str, current: str) -> Tab:
    names = {
        "new": _("New rows"),
        "revised": _("Revised"),
        "unchanged": _("Unchanged"),
        "faulty": _("Faulty"),
    }
    address = f"{here}?tab={key}#preview"
    is_alarm = key == "faulty" and count > 0
    return Tab(key, names[key], f"{count:,}", address, key == current, is_alarm)


def _chips(columns: list[list[Any]], here: str, current: str) -> list[ColumnChip]:
    if len(columns) < 2 and not current:
        return []
    total = sum(count for _name, count in columns)
    every = ColumnChip(_("All columns"), f"{total:,}", f"{here}?tab=faulty#preview", not current)
    return [every] + [
        ColumnChip(
            name,
            f"{count:,}",
            f"{here}?{urlencode({'tab': 'faulty', 'column': name})}#preview",
            name == current,
        )
        for name, count in columns
        if name
    ]


def _turning(here: str, at: dict[str, str], number: int, shown: int, total: int) -> Turning:
    pages = max(1, -(-shown // STEP))
    number = min(number, pages)

    def address(page: int) -> str:
        named = {name: value for name, value in {**at, "page": page}.items() if value}
        return f"{here}?{urlencode(named)}#preview"

    first, last = (number - 1) * STEP + 1, min(number * STEP, shown)
    return Turning(
        words=_("{first}–{last} of {all}").format(
            first=first if shown else 0, last=last, all=f"{total:,}"
        ),
        before=address(number - 1) if number > 1 else "",
        after=address(number + 1) if number < pages else "",
        note=_("The first {} are shown here; all of them are counted and checked.").format(
            f"{limits.MOST_SHOWN:,}"
        )
        if total > shown and shown >= limits.MOST_SHOWN
        else "",
    )
