"""What stands beside the map for one segment: its firms, gap, projects, candidates and sources."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, Coverage, Gap
from chainchief.chainmap.chart.traits import Trait, traits_of
from chainchief.chainmap.coverage.grades import Grade, grade_of_link
from chainchief.chainmap.targets.candidates import Target
from chainchief.chainmap.targets.targeting import targets_for
from chainchief.chainmap.wording import (
    grade_word,
    link_words,
    path_words,
    percent,
    plain_number,
    reason_words,
    status_word,
    wan,
)
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.kinds.segment.models import Aspect, Maturity
from chainchief.ledger.registers import choice_word
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.frame.visible import address_of, doors, holding_on, records_of

#: As many projects, leads and candidates as stand beside a map; the lists have all.
MOST = 6


@dataclass(frozen=True)
class FirmLine:
    """A local firm: its share is that of recorded sales of the segment's goods."""

    name: str
    address: str
    role: str
    products: str
    share: str
    what_if: str


@dataclass(frozen=True)
class Neighbour:
    """A segment that it buys from or sells to; `about` is how sure that is, and who says so."""

    name: str
    address: str
    status: str
    words: str
    is_essential: bool
    is_doubtful: bool
    about: str


@dataclass(frozen=True)
class Line:
    """A record with a word about it."""

    name: str
    address: str
    about: str


@dataclass(frozen=True)
class GapPart:
    """What a gap holds up, by which ways, and what closing it adds."""

    held_up: int
    firms: int
    paths: list[str]
    adds_completeness: str
    adds_rate: str


@dataclass(frozen=True)
class SegmentPanel:
    """What templates/web/chainmap/segment.html shows."""

    code: str
    name: str
    address: str
    close: str
    status: str
    words: str
    grade: str
    is_key: bool
    reasons: str
    products: str
    facts: list[tuple[str, str]]
    firms: list[FirmLine]
    suppliers: list[Neighbour]
    buyers: list[Neighbour]
    gap: GapPart | None
    projects: list[Line]
    leads: list[Line]
    candidates: list[Target]
    candidates_address: str
    receipt: str
    records: int
    traits: list[tuple[str, list[tuple[Trait, str]]]]


def segment_panel(
    query: MapQuery, answers: Answers, viewer: Viewer, *, page: str = "chain-map"
) -> SegmentPanel:
    """Beside the map at the route `page`.

    WrongUseError for a segment that the chain does not have on the day.
    """
    if query.segment not in answers.chart.by_code:
        raise WrongUseError(
            _("The chain {chain} has no segment {code!r} on {day}; choose one on the map.").format(
                chain=answers.chart.name, code=query.segment, day=query.day
            )
        )
    covered = answers.segment(query.segment)
    segment = covered.segment
    gap = next((each for each in answers.gaps if each.covered is covered), None)
    map_address = query.address(page)
    suppliers, buyers = _neighbours(query, answers)
    return SegmentPanel(
        code=segment.code,
        name=segment.name,
        address=doors([(segment.cite.kind, segment.cite.uid)], viewer).get(
            (segment.cite.kind, segment.cite.uid), ""
        ),
        close=map_address,
        status=covered.status.code,
        words=status_word(covered.status),
        grade=grade_word(covered.grade),
        is_key=segment.is_key,
        reasons=reason_words(covered.reasons),
        products=listed(segment.products),
        facts=_facts(answers, covered),
        firms=_firms(query, answers, covered, viewer),
        suppliers=suppliers,
        buyers=buyers,
        gap=None if gap is None else _gap(answers, gap),
        projects=_projects(query, covered, viewer),
        leads=_leads(query, viewer),
        candidates=[
            each for each in targets_for(answers, [], viewer) if each.segment == segment.code
        ][:MOST],
        candidates_address=query.address("chain-targets", segment=segment.code),
        receipt=query.address("chain-receipt", part="segment", segment=segment.code),
        records=len(covered.receipt),
        traits=_traits(answers, segment.code, viewer),
    )


def _traits(
    answers: Answers, segment: str, viewer: Viewer
) -> list[tuple[str, list[tuple[Trait, str]]]]:
    """By aspect: each with its maturity or place."""
    mine = [
        each
        for each in traits_of(answers.chart, viewer, answers.rules.doubtful_below)
        if each.segment == segment
    ]
    found = []
    for aspect in Aspect:
        own = [
            (each, _(str(Maturity(each.maturity).label)) if each.maturity else each.place)
            for each in mine
            if each.aspect == aspect
        ]
        if own:
            found.append((_(str(aspect.label)), own))
    return found


def _facts(answers: Answers, covered: Coverage) -> list[tuple[str, str]]:
    facts = [(_("Local firms"), str(len(covered.local_firms)))]
    if not answers.rate_by_value.denominator:
        return facts
    return [
        *facts,
        (_("Demand (10,000 yuan)"), wan(covered.demand)),
        (_("of which local (10,000 yuan)"), wan(covered.local)),
        (_("Declared capacity (10,000 yuan)"), wan(covered.capacity) or "—"),
        (_("Sources"), str(covered.sources)),
        ("HHI", "—" if covered.hhi is None else plain_number(covered.hhi)),
    ]


def _firms(query: MapQuery, answers: Answers, covered: Coverage, viewer: Viewer) -> list[FirmLine]:
    code, chart = covered.segment.code, answers.chart
    sold: dict[str, int] = defaultdict(int)
    for purchase in chart.bought_of.get(code, ()):
        sold[purchase.supplier] += purchase.amount
    there = list({each.firm: each for each in chart.firms_in.get(code, ())}.values())
    rows = records_of("enterprise", viewer).filter(code__in=[each.firm for each in there])
    uids = dict(rows.values_list("code", "uid"))
    roles = _roles(query, uids, viewer)
    return [
        FirmLine(
            name=each.name,
            address=address_of("enterprise", uids[each.firm]) if each.firm in uids else "",
            role=listed(roles.get(each.firm, ())),
            products=listed(each.products[:3]),
            share=(
                percent(Fraction(sold[each.firm], covered.demand))
                if covered.demand and sold[each.firm]
                else "—"
            ),
            what_if=query.address("chain-what-if", firm=each.firm),
        )
        for each in sorted(there, key=lambda each: (-sold[each.firm], each.firm))
    ]


def _roles(query: MapQuery, firms: Iterable[str], viewer: Viewer) -> dict[str, list[str]]:
    rows = records_of("enterprise_role", viewer).filter(
        holding_on(query.day), chain=query.chain, enterprise__in=list(firms)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for firm, role in rows.order_by("code").values_list("enterprise_id", "role"):
        found[firm].append(choice_word("enterprise_role", "role", role))
    return found


def _neighbours(query: MapQuery, answers: Answers) -> tuple[list[Neighbour], list[Neighbour]]:
    """Whom it buys from, and who buys from it; the essential ones first."""
    known = {each.segment.code: each for each in answers.coverage}
    sides: tuple[list[Neighbour], list[Neighbour]] = ([], [])
    for flow in sorted(answers.chart.flows, key=lambda flow: not flow.essential):
        for side, (own, other) in enumerate(
            ((flow.buyer, flow.supplier), (flow.supplier, flow.buyer))
        ):
            if own == query.segment and other in known and other != own:
                covered = known[other]
                sides[side].append(
                    Neighbour(
                        covered.segment.name,
                        query.segment_address(other),
                        covered.status.code,
                        status_word(covered.status),
                        flow.essential,
                        grade_of_link(flow, answers.rules.doubtful_below) is Grade.GUESS,
                        link_words(flow),
                    )
                )
    return sides


def _gap(answers: Answers, gap: Gap) -> GapPart:
    return GapPart(
        held_up=len(gap.held_up),
        firms=len(gap.firms_held_up),
        paths=paths_of(answers, gap),
        adds_completeness=percent(gap.adds_completeness),
        adds_rate=percent(gap.adds_rate),
    )


def paths_of(answers: Answers, gap: Gap) -> list[str]:
    """Each in words; one that goes over a link to be verified says so."""
    names = answers.chart.by_code
    return [
        path_words((names[code].name for code in path), grade)
        for path, grade in zip(gap.paths, gap.path_grades, strict=True)
    ]


def _projects(query: MapQuery, covered: Coverage, viewer: Viewer) -> list[Line]:
    """Projects that firms of the segment build, or that came of leads for it."""
    from_leads = records_of("lead", viewer).filter(segment=query.segment).exclude(project=None)
    rows = records_of("project", viewer).filter(
        Q(enterprise__in=covered.local_firms) | Q(code__in=from_leads.values("project")),
        holding_on(query.day),
        chain=query.chain,
    )
    return [
        _line("project", each, each.division.name)
        for each in rows.select_related("division").order_by("-total_investment", "code")[:MOST]
    ]


def _leads(query: MapQuery, viewer: Viewer) -> list[Line]:
    rows = records_of("lead", viewer).filter(
        Q(closed_on=None) | Q(closed_on__gt=query.day),
        segment=query.segment,
        received_on__lte=query.day,
    )
    return [
        _line("lead", each, _(str(each.get_state_display())))
        for each in rows.order_by("-received_on", "code")[:MOST]
    ]


def _line(kind: str, record: Any, about: str) -> Line:
    return Line(record.name, address_of(kind, record.uid), about)
