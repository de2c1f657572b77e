"""The page of a chain's map: the drawing, what changed, the table behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, Moved, moved
from chainchief.chainmap.as_json import moved_words
from chainchief.chainmap.drawing.layout import ALL, Wish, drawing_of
from chainchief.chainmap.drawing.shapes import Drawing
from chainchief.chainmap.drawing.svg import page_svg
from chainchief.chainmap.wording import grade_word, reason_words, status_word
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import LINKS, MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.chainmap.pictures import downloads_of
from chainchief.web.chainmap.segment_panel import SegmentPanel, segment_panel
from chainchief.web.figures.page_head import PageHead
from chainchief.web.frame.choices import Choice


@dataclass(frozen=True)
class SegmentRow:
    """One line of the table behind the map."""

    name: str
    address: str
    stream: str
    is_key: bool
    status: str
    words: str
    firms: int
    reasons: str
    grade: str
    change: str


@dataclass(frozen=True)
class MapPage:
    """What templates/web/chainmap/map.html shows."""

    query: MapQuery
    head: PageHead
    svg: SafeString
    links: list[Choice]
    rows: list[SegmentRow]
    changes: list[str] | None
    downloads: list[tuple[str, str]]
    panel: SegmentPanel | None
    warnings: list[str]


def map_page(query: MapQuery, viewer: Viewer) -> MapPage:
    answers = answers_to(query, viewer)
    changes = changes_since(query, answers, viewer)
    drawing = drawn_map(query, answers, changes)
    addresses = {
        segment.code: query.segment_address(segment.code) for segment in answers.chart.segments
    }
    return MapPage(
        query=query,
        head=head_over(
            query,
            "chain-map",
            answers.chart,
            _("{chain}: map").format(chain=answers.chart.name),
            viewer,
        ),
        # Our own SVG: every text in it was escaped where it was put in.
        svg=mark_safe(page_svg(drawing, addresses)),  # noqa: S308
        links=[Choice(code, words) for code, words in zip(LINKS, _link_words(), strict=True)],
        rows=_rows(query, answers, changes or ()),
        changes=None if changes is None else [moved_words(each) for each in changes],
        downloads=downloads_of(viewer, query.drawn, "chain-map-file", query.chain),
        panel=segment_panel(query, answers, viewer) if query.segment else None,
        warnings=[fault.text for fault in answers.warnings],
    )


def _link_words() -> tuple[str, str, str]:
    return (_("links of gaps"), _("essential links"), _("all links"))


def drawn_map(
    query: MapQuery,
    answers: Answers,
    changes: Iterable[Moved] | None,
    *,
    firms: bool = True,
    is_file: bool = False,
) -> Drawing:
    """The drawing; without `firms` none is named in it, whatever the address says.

    A page has all links, and its style sheet shows those that are chosen; a file has these alone.
    """
    links = query.links if is_file else ALL
    words = {
        each.segment: _("was: {status}").format(
            status=_("not on the map") if each.before is None else status_word(each.before)
        )
        for each in changes or ()
    }
    return drawing_of(
        answers, Wish(title=is_file, firms=firms and query.firms, changes=words, links=links)
    )


def changes_since(query: MapQuery, answers: Answers, viewer: Viewer) -> tuple[Moved, ...] | None:
    """The segments that moved; None where no day to compare with is named."""
    if query.since is None:
        return None
    return moved(answers_to(query, viewer, query.since), answers)


def _rows(query: MapQuery, answers: Answers, changes: Iterable[Moved]) -> list[SegmentRow]:
    changed = {each.segment: moved_words(each) for each in changes}
    return [
        SegmentRow(
            name=each.segment.name,
            address=query.segment_address(each.segment.code),
            stream=_(each.segment.stream),
            is_key=each.segment.is_key,
            status=each.status.code,
            words=status_word(each.status),
            firms=len(each.local_firms),
            reasons=reason_words(each.reasons),
            grade=grade_word(each.grade),
            change=changed.get(each.segment.code, ""),
        )
        for each in answers.coverage
    ]
