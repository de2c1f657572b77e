"""The lists of a chain by a preset: rows that are each linked to their record."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.ledger import holding, rows_of
from chainchief.chainmap.chart.model import Cite
from chainchief.chainmap.coverage.segments import Coverage, Status
from chainchief.chainmap.lists.columns import head_of
from chainchief.chainmap.lists.layouts import Layout, ListPreset
from chainchief.chainmap.targets.candidates import Target
from chainchief.chainmap.wording import grade_word, percent, reason_words, status_word, wan
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.ledger.registers import choice_word

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer

Cells = Mapping[str, str]


@dataclass(frozen=True)
class ListRow:
    """What the columns of a list can show, and the record that the row is about."""

    cite: Cite
    cells: Cells


@dataclass(frozen=True)
class ChainList:
    """A list as it is written: the columns of its layout, then those left blank to be filled in."""

    layout: Layout
    rows: tuple[ListRow, ...]

    @property
    def heads(self) -> list[str]:
        return [*(head_of(column) for column in self.layout.columns), *self.layout.blank]

    def cells_of(self, row: ListRow) -> list[str]:
        filled = [row.cells.get(column, "") for column in self.layout.columns]
        return filled + [""] * len(self.layout.blank)


@dataclass(frozen=True)
class ListInputs:
    """What rows are made from."""

    answers: Answers
    targets: Sequence[Target]
    viewer: "Viewer | None"
    verb: str = "see"

    @property
    def chain(self) -> str:
        return self.answers.chart.code

    @property
    def day(self) -> dt.date:
        return self.answers.chart.as_at

    @cached_property
    def nameable(self) -> frozenset[str]:
        """Firms whose own records are open to what is made."""
        return frozenset(self.rows("enterprise").values_list("code", flat=True))

    def rows(self, kind: str) -> Any:
        return rows_of(kind, self.viewer, self.verb)


def lists_of(
    preset: ListPreset,
    answers: Answers,
    targets: Sequence[Target] = (),
    viewer: "Viewer | None" = None,
    verb: str = "see",
) -> list[ChainList]:
    """Every list of the preset for the chain of these answers, on their day.

    `verb` is what the viewer is to do with the records: look at them, or take them along.
    """
    inputs = ListInputs(answers, targets, viewer, verb)
    return [ChainList(layout, tuple(_MAKERS[layout.rows](inputs))) for layout in preset.lists]


def _cite(record: Any) -> Cite:
    return Cite(record.kind, str(record.uid), record.version, str(record))


def _firm_cells(firm: Any, inputs: ListInputs) -> dict[str, str]:
    """Of a firm that is known by its role alone, its own record being out of reach, the name."""
    if firm.code not in inputs.nameable:
        return {"name": firm.name}
    return {
        "name": firm.name,
        "credit_code": firm.credit_code or "",
        "division": firm.division.name,
        "revenue": wan(firm.revenue),
    }


def _with_roles(inputs: ListInputs, *roles: str) -> Iterator[ListRow]:
    found = inputs.rows("enterprise_role").filter(
        holding(inputs.day), chain=inputs.chain, role__in=roles, enterprise__withdrawn_on=None
    )
    stands = _segments_of_firms(inputs)
    for role in found.select_related("enterprise__division").order_by("enterprise__code"):
        cells = _firm_cells(role.enterprise, inputs)
        cells["segment"] = stands.get(role.enterprise.code, "")
        cells["role"] = choice_word("enterprise_role", "role", role.role)
        cells["role_since"] = str(role.valid_from)
        yield ListRow(_cite(role), cells)


def _segments_of_firms(inputs: ListInputs) -> dict[str, str]:
    names: dict[str, list[str]] = defaultdict(list)
    for each in inputs.answers.chart.presences:
        names[each.firm].append(inputs.answers.chart.by_code[each.segment].name)
    return {firm: listed(found) for firm, found in names.items()}


def _leaders(inputs: ListInputs) -> Iterator[ListRow]:
    return _with_roles(inputs, "leader")


def _supporters(inputs: ListInputs) -> Iterator[ListRow]:
    return _with_roles(inputs, "key", "supporting")


def _firms(inputs: ListInputs) -> Iterator[ListRow]:
    """Every firm in a segment of the chain, once for each segment."""
    roles: dict[str, list[str]] = defaultdict(list)
    held = inputs.rows("enterprise_role").filter(holding(inputs.day), chain=inputs.chain)
    for role in held:
        roles[role.enterprise_id].append(choice_word("enterprise_role", "role", role.role))
    found = inputs.rows("enterprise_segment").filter(
        holding(inputs.day), segment__chain=inputs.chain, enterprise__withdrawn_on=None
    )
    for each in found.select_related("enterprise__division", "segment").order_by(
        "enterprise__code", "segment__code"
    ):
        cells = _firm_cells(each.enterprise, inputs)
        cells["segment"] = each.segment.name
        cells["role"] = listed(roles.get(each.enterprise_id, ()))
        yield ListRow(_cite(each), cells)


def _segment_cells(inputs: ListInputs, each: Coverage) -> dict[str, str]:
    names = {p.firm: p.name for p in inputs.answers.chart.firms_in.get(each.segment.code, ())}
    return {
        "segment": each.segment.name,
        "stream": _(each.segment.stream),
        "products": listed(each.segment.products),
        "status": status_word(each.status),
        "reasons": reason_words(each.reasons),
        "local_firms": str(len(each.local_firms)),
        "firms": listed(
            names[firm] for firm in each.local_firms if firm in names and firm in inputs.nameable
        ),
        "demand": wan(each.demand) if inputs.answers.rate_by_value.denominator else "",
        "local": wan(each.local) if inputs.answers.rate_by_value.denominator else "",
        "evidence": grade_word(each.grade),
    }


def _strengths(inputs: ListInputs) -> Iterator[ListRow]:
    for each in inputs.answers.coverage:
        if each.status is Status.STRONG:
            yield ListRow(each.segment.cite, _segment_cells(inputs, each))


def _key_weaknesses(inputs: ListInputs) -> Iterator[ListRow]:
    for each in inputs.answers.coverage:
        if each.segment.is_key and each.status is not Status.STRONG:
            yield ListRow(each.segment.cite, _segment_cells(inputs, each))


def _gaps(inputs: ListInputs) -> Iterator[ListRow]:
    names = inputs.answers.chart.by_code
    for gap in inputs.answers.gaps:
        cells = _segment_cells(inputs, gap.covered)
        cells["held_up"] = str(len(gap.held_up))
        cells["firms_held_up"] = str(len(gap.firms_held_up))
        cells["path"] = " → ".join(names[code].name for code in gap.paths[0]) if gap.paths else ""
        cells["adds_completeness"] = percent(gap.adds_completeness)
        cells["adds_rate"] = percent(gap.adds_rate)
        yield ListRow(gap.covered.segment.cite, cells)


def _divisions(inputs: ListInputs) -> Iterator[ListRow]:
    """Units in the order of their codes: this is no ranking."""
    found = inputs.rows("enterprise_segment").filter(
        holding(inputs.day), segment__chain=inputs.chain, enterprise__withdrawn_on=None
    )
    firms: dict[str, dict[str, Any]] = defaultdict(dict)
    segments: dict[str, set[str]] = defaultdict(set)
    units: dict[str, Any] = {}
    for each in found.select_related("enterprise__division", "segment"):
        unit_ = each.enterprise.division
        units[unit_.code] = unit_
        firms[unit_.code][each.enterprise_id] = each.enterprise.revenue
        segments[unit_.code].add(each.segment.name)
    for code in sorted(units):
        known = [revenue for revenue in firms[code].values() if revenue is not None]
        yield ListRow(
            _cite(units[code]),
            {
                "division": units[code].name,
                "name": units[code].name,
                "local_firms": str(len(firms[code])),
                "segments": listed(sorted(segments[code])),
                "revenue": wan(sum(known)) if known else "",
            },
        )


def _projects(inputs: ListInputs) -> Iterator[ListRow]:
    found = inputs.rows("project").filter(
        holding(inputs.day), chain=inputs.chain, duplicate_of=None
    )
    for each in found.select_related("division", "enterprise").order_by("code"):
        yield ListRow(
            _cite(each),
            {
                "name": each.name,
                "division": each.division.name,
                "builder": each.enterprise.name if each.enterprise else "",
                "investment": wan(each.total_investment),
            },
        )


def _targets(inputs: ListInputs) -> Iterator[ListRow]:
    """Leads of the chain, then the candidates that were scored, the best first."""
    leads = inputs.rows("lead").filter(chain=inputs.chain, received_on__lte=inputs.day)
    for each in leads.filter(Q(closed_on=None) | Q(closed_on__gt=inputs.day)).select_related(
        "segment"
    ):
        yield ListRow(
            _cite(each),
            {
                "name": each.name,
                "segment": each.segment.name if each.segment else "",
                "contact": _(str(each.get_state_display())),
                "source": _("lead"),
            },
        )
    for target in inputs.targets:
        yield ListRow(
            inputs.answers.chart.by_code[target.segment].cite,
            {
                "name": target.candidate.name,
                "segment": target.segment_name,
                "place": target.candidate.place,
                "score": f"{target.score:.4g}",
                "arithmetic": target.arithmetic,
                "why": target.why,
                "contact": target.contact,
                "source": target.candidate.source,
            },
        )


def _named(kind: str) -> Callable[[ListInputs], Iterator[ListRow]]:
    """Records of the chain that are named, of a category, in a unit."""

    def rows(inputs: ListInputs) -> Iterator[ListRow]:
        found = inputs.rows(kind).filter(holding(inputs.day), chain=inputs.chain)
        for each in found.select_related("division").order_by("code"):
            host = getattr(each, "host", None)
            yield ListRow(
                _cite(each),
                {
                    "name": each.name,
                    "category": choice_word(each.kind, "category", each.category),
                    "division": each.division.name,
                    "host": host.name if host else "",
                },
            )

    return rows


def _difficulties(inputs: ListInputs) -> Iterator[ListRow]:
    """What had been received by the day and was not confirmed as solved by then."""
    found = inputs.rows("difficulty").filter(
        Q(confirmed_on=None) | Q(confirmed_on__gt=inputs.day),
        chain=inputs.chain,
        received_on__lte=inputs.day,
    )
    for each in found.select_related("division", "enterprise").order_by("due_on", "code"):
        answered = each.answered_on is not None and each.answered_on <= inputs.day
        yield ListRow(
            _cite(each),
            {
                "name": each.name,
                "builder": each.enterprise.name,
                "division": each.division.name,
                "category": choice_word(each.kind, "category", each.category),
                "received_on": str(each.received_on),
                "due_on": str(each.due_on),
                "state": _("answered") if answered else _("being handled"),
            },
        )


def _policies(inputs: ListInputs) -> Iterator[ListRow]:
    """Policies are of the whole city: all that hold on the day."""
    for each in inputs.rows("policy").filter(holding(inputs.day)).order_by("code"):
        yield ListRow(
            _cite(each),
            {
                "name": each.name,
                "number": each.number,
                "issued_by": each.issued_by,
                "rule": each.rule,
            },
        )


_MAKERS: Mapping[str, Callable[[ListInputs], Iterable[ListRow]]] = {
    "clusters": _named("cluster"),
    "difficulties": _difficulties,
    "divisions": _divisions,
    "firms": _firms,
    "gaps": _gaps,
    "key-weaknesses": _key_weaknesses,
    "leaders": _leaders,
    "policies": _policies,
    "projects": _projects,
    "resources": _named("platform"),
    "strengths": _strengths,
    "supporters": _supporters,
    "targets": _targets,
}
