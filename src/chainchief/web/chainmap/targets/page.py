"""Whom to talk to next: candidates with their scores in parts, and what a back-test says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers
from chainchief.chainmap.as_json import backtest_words
from chainchief.chainmap.faults import CANDIDATES_TOO_LARGE, NO_CANDIDATES
from chainchief.chainmap.targets.backtest import backtest
from chainchief.chainmap.targets.candidates import Candidate, Target
from chainchief.chainmap.targets.files import COLUMNS, read_candidates
from chainchief.chainmap.targets.targeting import outside_suppliers, targets_for
from chainchief.chainmap.wording import percent
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _, ngettext
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.figures.page_head import PageHead
from chainchief.web.frame.choices import Choice

#: As many as a page shows, and as a file of them may hold.
MOST, MOST_BYTES = 100, 20 * 1024 * 1024


@dataclass(frozen=True)
class TargetRow:
    """A candidate: the parts of its score as they are multiplied, and who talks with it."""

    place: int
    name: str
    credit_code: str
    seat: str
    segment: str
    address: str
    parts: list[tuple[str, str]]
    arithmetic: str
    why: str
    words: str
    contact: str
    source: str


@dataclass(frozen=True)
class TargetsPage:
    """What templates/web/chainmap/targets.html shows."""

    query: MapQuery
    head: PageHead
    segments: list[Choice]
    chosen: str
    rows: list[TargetRow]
    count: str
    origin: str
    columns: str
    tried: str
    new_lead: str
    faults: list[str]


def targets_page(
    query: MapQuery,
    viewer: Viewer,
    candidates: Sequence[Candidate] | None = None,
    name: str = "",
    faults: Sequence[str] = (),
) -> TargetsPage:
    """`candidates` of the file `name`; without one, the outside firms that the records name."""
    answers = answers_to(query, viewer)
    pool = list(candidates) if candidates is not None else outside_suppliers(answers.chart)
    targets = targets_for(answers, pool, viewer) if pool else []
    shown = [each for each in targets if query.segment in ("", each.segment)]
    lead = policy.allowed(viewer, "enter", "chain")
    return TargetsPage(
        query=query,
        head=head_over(
            query,
            "chain-targets",
            answers.chart,
            _("{chain}: whom to attract").format(chain=answers.chart.name),
            viewer,
        ),
        segments=_segments(answers, targets),
        chosen=query.segment,
        rows=[_row(query, number, each) for number, each in enumerate(shown[:MOST], 1)],
        count=_count(len(shown), len(pool) - len(targets)),
        origin=name or _("outside firms that recorded purchases name"),
        columns=", ".join(COLUMNS),
        tried=_tried(answers, pool),
        new_lead=_new_lead(query) if lead else "",
        faults=list(faults),
    )


def _new_lead(query: MapQuery) -> str:
    """The form of a lead, filled in as far as it is known here."""
    known = {"chain": query.chain, "segment": query.segment}
    named = urlencode({name: value for name, value in known.items() if value})
    return f"{reverse('record-new', args=['lead'])}?{named}"


def candidates_in(upload: "UploadedFile[Any] | None", answers: Answers) -> list[Candidate]:
    """The candidates of an uploaded CSV; FaultsError with everything that is wrong in it."""
    if upload is None:
        raise FaultsError([Fault(NO_CANDIDATES)])
    size = upload.size or 0
    if size > MOST_BYTES:
        facts = {"size": f"{size / 1024**2:,.1f}", "most": MOST_BYTES // 1024**2}
        raise FaultsError([Fault(CANDIDATES_TOO_LARGE, facts=facts)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(upload.name or '').stem or 'candidates'}.csv"
        with path.open("wb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        return read_candidates(path, answers.chart)


def _segments(answers: Answers, targets: Sequence[Target]) -> list[Choice]:
    named = {each.segment for each in targets}
    return [Choice(each.code, each.name) for each in answers.chart.segments if each.code in named]


def _count(count: int, without: int) -> str:
    text = ngettext("{count} candidate", "{count} candidates", count).format(count=count)
    if not without:
        return text
    return text + " · " + _("without a segment: {count}").format(count=without)


def _row(query: MapQuery, place: int, target: Target) -> TargetRow:
    """The factors in the order in which they are multiplied."""
    parts = [
        (_("adds to the local rate"), percent(target.adds_rate)),
        (_("adds to completeness"), percent(target.adds_completeness)),
        (_("criticality"), f"{target.criticality:.2f}"),
        (_("density around it"), f"{target.density:.2f}"),
        (_("ties to local firms"), f"1 + {target.tie:.1f}"),
        (_("signs of expansion"), f"1 + {target.expansion:.2f}"),
    ]
    return TargetRow(
        place=place,
        name=target.candidate.name,
        credit_code=target.candidate.credit_code,
        seat=target.candidate.place,
        segment=target.segment_name,
        address=query.segment_address(target.segment),
        parts=parts,
        arithmetic=target.arithmetic,
        why=target.why,
        words=listed(target.words),
        contact=target.contact,
        source=target.candidate.source,
    )


def _tried(answers: Answers, pool: Sequence[Candidate]) -> str:
    """The back-test in words, or why there is none."""
    try:
        return backtest_words(backtest(answers.chart, answers.rules, pool))
    except WrongUseError as refused:
        return str(refused)
