"""The pages of all policies and of one: clauses in words, what is wrong with them, lists."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.desk.policies.clauses.fairness import check_fairness
from chainchief.desk.policies.clauses.in_force import readings
from chainchief.desk.policies.clauses.reading import Reading
from chainchief.desk.policies.clauses.words import formula_words, who_words
from chainchief.desk.policies.computing import ClauseSum, ComputedList
from chainchief.desk.policies.drawing_up import compute
from chainchief.desk.policies.rights import may
from chainchief.ledger.kinds.policy_clause.models import PolicyClause
from chainchief.ledger.kinds.reward.models import Policy
from chainchief.ledger.kinds.reward_list.models import RewardLine, RewardList
from chainchief.ledger.kinds.reward_list.states import PUBLIC, ListState, state_of
from chainchief.web.figures.amounts import money
from chainchief.web.figures.speech import spoken
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of
from chainchief.web.policies.line_page import snapshot_words

#: State → the shape that stands beside its words.
SHAPES = {
    ListState.COMPUTED: "quarter",
    ListState.RETURNED: "back",
    ListState.REVIEWED: "half",
    ListState.PUBLISHED: "three-quarters",
    ListState.DECIDED: "three-quarters",
    ListState.PAID: "full",
    ListState.DROPPED: "none",
}


@dataclass(frozen=True)
class ListLink:
    """A list on a page of policies."""

    address: str
    name: str
    state: str
    shape: str
    total: str
    day: str


@dataclass(frozen=True)
class PolicyLine:
    """A policy among all: its clauses as data, faults, lists."""

    address: str
    name: str
    number: str
    clauses: int
    faulty: int
    reviewed: str
    lists: list[ListLink]


@dataclass(frozen=True)
class ClauseCard:
    """A clause on its policy's page: its words, what it asks and gives, what is wrong with it."""

    number: int
    wording: str
    who: list[str]
    formula: str
    limits: list[str]
    faults: list[Fault]
    fairness: list[Fault]
    address: str
    edit: str


@dataclass(frozen=True)
class PreviewLine:
    """What a clause would come to."""

    clause: str
    firms: int
    wanted: str
    total: str
    budget: str
    fault: Fault | None


@dataclass(frozen=True)
class Preview:
    """A list as it would be if it were computed now."""

    year: int
    as_at: list[str]
    lines: list[PreviewLine]
    total: str
    firms: int
    nearly: list[tuple[str, str, str]]
    out: int


@dataclass(frozen=True)
class PolicyPage:
    """What templates/web/policies/policy.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    uid: str
    record: str
    clauses: list[ClauseCard]
    lists: list[ListLink]
    year: int
    preview: Preview | None
    may_compute: bool
    new_clause: str
    faults: list[Fault]


def list_links(viewer: Viewer, policy: str = "") -> dict[str, list[ListLink]]:
    """Policy → its lists, the newest first; to others than the office those that are public."""
    rows = RewardList.objects.filter(withdrawn_on=None)
    if policy:
        rows = rows.filter(policy__code=policy)
    totals: dict[str, int] = {}
    for code, amount in RewardLine.objects.filter(withdrawn_on=None).values_list(
        "reward_list__code", "amount"
    ):
        totals[code] = totals.get(code, 0) + amount
    everything = may(viewer, "see")
    found: dict[str, list[ListLink]] = {}
    for each in rows.order_by("policy_id", "-year", "-round"):
        state = state_of(each)
        if not everything and state not in PUBLIC:
            continue
        found.setdefault(each.policy_id, []).append(
            ListLink(
                reverse("reward-list", args=[each.uid]),
                _("{year}, round {round}").format(year=each.year, round=each.round),
                _(state.label),
                SHAPES[state],
                money(totals.get(each.code, 0)),
                str(each.computed_on),
            )
        )
    return found


def policy_lines(viewer: Viewer) -> list[PolicyLine]:
    """All policies, those with clauses as data first."""
    lists, lines = list_links(viewer), []
    for policy in Policy.objects.filter(withdrawn_on=None).order_by("code"):
        read = readings(policy.code)
        lines.append(
            PolicyLine(
                reverse("policy", args=[policy.uid]),
                policy.name,
                policy.number,
                len(read),
                sum(bool(each.faults) for each in read),
                str(policy.fairness_reviewed_on or ""),
                lists.get(policy.code, []),
            )
        )
    return sorted(lines, key=lambda line: not line.clauses)


def policy_page(
    policy: Policy, viewer: Viewer, *, year: int | None = None, faults: tuple[Fault, ...] = ()
) -> PolicyPage:
    """A policy; with `year` what its list would be now."""
    found, shown = readings(policy.code), list(faults)
    may_compute = may(viewer, "propose")
    preview = None
    if year is not None and may_compute:
        try:
            preview = _preview(policy.code, year)
        except FaultsError as refusal:
            shown += refusal.faults
    chosen = year or clock.today().year - 1
    as_at = [policy.number, policy.issued_by]
    if policy.fairness_reviewed_on:
        as_at.append(_("fair-competition review of {day}").format(day=policy.fairness_reviewed_on))
    return PolicyPage(
        title=policy.name,
        crumbs=[Crumb(_("Policies and rewards"), reverse("policies")), Crumb(policy.name)],
        as_at=[each for each in as_at if each],
        uid=str(policy.uid),
        record=address_of(Policy.kind, policy.uid),
        clauses=[_card(each, viewer) for each in found],
        lists=list_links(viewer, policy.code).get(policy.code, []),
        year=chosen,
        preview=preview,
        may_compute=may_compute,
        new_clause=reverse("record-new", args=[PolicyClause.kind]) if may_compute else "",
        faults=shown,
    )


def _card(reading: Reading, viewer: Viewer) -> ClauseCard:
    record, clause = reading.record, reading.clause
    limits = []
    if record.ceiling is not None:
        limits.append(_("ceiling {ceiling}").format(ceiling=money(record.ceiling)))
    if record.budget is not None:
        limits.append(_("budget {budget} a year").format(budget=money(record.budget)))
        limits.append(_(str(record.get_overrun_display())))
    if record.first_year or record.last_year:
        limits.append(f"{record.first_year or ''}—{record.last_year or ''}")
    if record.excludes:
        limits.append(_("not together with clause {numbers}").format(numbers=record.excludes))
    edit = ""
    if may(viewer, "propose"):
        edit = reverse("record-edit", args=[PolicyClause.kind, record.uid])
    return ClauseCard(
        number=record.number,
        wording=record.wording,
        who=[spoken(each) for each in who_words(clause)] if clause else [],
        formula=spoken(formula_words(clause)) if clause else "",
        limits=limits,
        faults=list(reading.faults),
        fairness=check_fairness(record, clause),
        address=address_of(PolicyClause.kind, record.uid),
        edit=edit,
    )


def _preview(policy: str, year: int) -> Preview:
    computed = compute(policy, year)
    found: ComputedList = computed.found
    return Preview(
        year=year,
        as_at=[
            _("computed as at {month}").format(month=computed.month),
            snapshot_words(computed.snapshot),
        ],
        lines=[_preview_line(each) for each in found.sums],
        total=money(found.total),
        firms=len({each.firm.code for each in found.included}),
        nearly=[
            (each.firm.name, _("clause {number}").format(number=each.clause.number), each.lacks)
            for each in found.nearly[:50]
        ],
        out=found.out,
    )


def _preview_line(summed: ClauseSum) -> PreviewLine:
    clause = summed.clause
    return PreviewLine(
        clause=_("clause {number}").format(number=clause.number),
        firms=summed.firms,
        wanted=money(summed.wanted),
        total=money(summed.total),
        budget="" if clause.budget is None else money(clause.budget),
        fault=summed.fault,
    )
