"""The first page of the workshop: where to begin, what waits, what is adopted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.indicators.catalogue.loading import load
from chainchief.people.persons import same_person
from chainchief.web.frame.choices import Choice
from chainchief.web.workshop.bench_page import Listed, indicators_of
from chainchief.workshop import proposals
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.models import Proposal, ProposedIndicator, ProposedTemplate, State

#: Texts are Chinese in every language of the pages, as documents are.
EXAMPLE = "前10个月，全市新开工亿元以上项目___个、总投资___亿元。"


@dataclass(frozen=True)
class ProposalLine:
    """One definition or template in a list."""

    name: str
    code: str
    state: str
    state_words: str
    who: str
    day: str
    address: str
    is_own: bool


@dataclass(frozen=True)
class IndexPage:
    """What templates/web/workshop/index.html shows."""

    may_propose: bool
    kinds: list[Choice]
    waiting: list[ProposalLine]
    drafts: list[ProposalLine]
    adopted: list[ProposalLine]
    others: list[ProposalLine]
    templates: list[ProposalLine]
    indicators: list[Listed]
    example: str = EXAMPLE


def index_page(viewer: Viewer) -> IndexPage:
    """Drafts are one's own; what is proposed or adopted, everybody's who sees figures."""
    rows = list(ProposedIndicator.objects.all())
    return IndexPage(
        may_propose=proposals.may_propose(viewer),
        kinds=[Choice(each.code, each.label) for each in vocabulary.kinds()],
        waiting=_lines(rows, (State.PROPOSED,), viewer),
        drafts=[one for one in _lines(rows, (State.DRAFT,), viewer) if one.is_own],
        adopted=_lines(rows, (State.ADOPTED,), viewer),
        others=_lines(rows, (State.REFUSED, State.SUPERSEDED), viewer),
        templates=_templates(viewer),
        indicators=indicators_of(load()),
    )


def _lines(
    rows: Iterable[ProposedIndicator], states: tuple[State, ...], viewer: Viewer
) -> list[ProposalLine]:
    return [
        _line(row, row.name or row.code, row.code, "workshop-one", viewer)
        for row in rows
        if row.state in states
    ]


def _templates(viewer: Viewer) -> list[ProposalLine]:
    shown = ProposedTemplate.objects.exclude(state__in=(State.DROPPED, State.SUPERSEDED))
    lines = [
        _line(row, row.title or row.name, row.name, "workshop-template", viewer) for row in shown
    ]
    return [line for line in lines if line.state != State.DRAFT or line.is_own]


def _line(row: Proposal, name: str, code: str, route: str, viewer: Viewer) -> ProposalLine:
    who = row.decided_by or row.proposed_by or row.drafted_by
    at = row.decided_at or row.proposed_at or row.drafted_at
    return ProposalLine(
        name=name,
        code=code,
        state=row.state,
        state_words=proposals.state_in_words(row.state),
        who=who,
        day=clock.day(at).isoformat(),
        address=_address(route, row),
        is_own=same_person(row.drafted_by, viewer.signature),
    )


def _address(route: str, row: Any) -> str:
    return reverse(route, args=[row.uid])
