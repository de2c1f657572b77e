"""The page of a list of rewards: where it stands, its lines, objections and steps."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.scopes import Dimension
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.policies.acts import possible
from chainchief.desk.policies.machine import TRANSITIONS, Act
from chainchief.desk.policies.preset import rules
from chainchief.desk.policies.rights import may
from chainchief.desk.policies.steps import steps_of
from chainchief.ledger.kinds.reward_list.models import (
    ListStep,
    RewardLine,
    RewardList,
    RewardObjection,
    Standing,
)
from chainchief.ledger.kinds.reward_list.states import PUBLIC, ListState, state_of
from chainchief.web.figures.amounts import money
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import records_of
from chainchief.web.policies.policy_page import SHAPES

#: Act → its button, what it does, whether it needs words and a document.
_FORMS = {
    Act.RECOMPUTE: ("Compute again", "From the ledger as it is now.", False, False),
    Act.REVIEW: ("It is right", "Reviewed by another than whoever computed it.", False, False),
    Act.PUBLISH: ("Make it public", "Objections are taken until its last day.", False, False),
    Act.DECIDE: ("Decide on it", "After the last day of publicity.", False, True),
    Act.PAY: ("It was paid", "Each line becomes a reward; the document proves it.", False, True),
    Act.RETURN: ("Return it", "It is computed again.", True, False),
    Act.DROP: ("Drop the list", "Nothing is paid under it.", True, False),
}
_WAY = (
    (ListState.COMPUTED, "computed_on"),
    (ListState.REVIEWED, "reviewed_on"),
    (ListState.PUBLISHED, "published_on"),
    (ListState.DECIDED, "decided_on"),
    (ListState.PAID, "paid_on"),
)


@dataclass(frozen=True)
class ActForm:
    act: str
    words: str
    hint: str
    needs_words: bool
    takes_document: bool
    is_main: bool


@dataclass(frozen=True)
class Line:
    """A firm on the list; what it rests on is empty where only the public list is open."""

    address: str
    firm: str
    clause: str
    amount: str
    computed: str
    basis: str
    lacks: str
    clawed_back: str


@dataclass(frozen=True)
class ObjectionCard:
    uid: str
    number: int
    firm: str
    day: str
    informant: str
    words: str
    answer: str
    upheld: bool
    may_answer: bool
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class StepLine:
    what: str
    at: str
    by: str
    note: str
    document: str


@dataclass(frozen=True)
class ListPage:
    """What templates/web/policies/list.html shows."""

    title: str
    crumbs: list[Crumb]
    uid: str
    version: int
    state: str
    shape: str
    as_at: list[str]
    way: list[tuple[str, str, bool]]
    main: list[ActForm]
    others: list[ActForm]
    waits: str
    included: list[Line]
    nearly: list[Line]
    displaced: list[Line]
    total: str
    sees_all: bool
    objections: list[ObjectionCard]
    may_object: bool
    object_firms: list[tuple[str, str]]
    speaks: bool
    steps: list[StepLine]
    downloads: list[tuple[str, str]]
    faults: list[Fault]
    typed: dict[str, str]


def open_list(uid: uuid.UUID, viewer: Viewer) -> RewardList:
    """The list, or `WrongUseError`: before it is public it is the office's alone."""
    found = RewardList.objects.filter(uid=uid, withdrawn_on=None).select_related("policy").first()
    if found is None or not (may(viewer, "see") or state_of(found) in PUBLIC):
        raise WrongUseError(_("There is no such list, or it is not public yet."))
    return found


def lines_of(given: RewardList) -> list[RewardLine]:
    rows = RewardLine.objects.filter(reward_list=given, withdrawn_on=None)
    rows = rows.select_related("enterprise", "clause")
    return list(rows.order_by("clause__number", "enterprise__code"))


def list_page(
    given: RewardList,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
) -> ListPage:
    """A list as the viewer may read it: the office all, others its public part and their own."""
    state, sees_all = state_of(given), may(viewer, "see")
    held = lines_of(given)
    own = {each.pk for each in records_of(RewardLine.kind, viewer).filter(reward_list=given)}
    acts = possible(given, viewer)
    forms = [_form(act, is_main=act is acts[0]) for act in acts]
    nearly = [each for each in held if each.standing in (Standing.NEARLY, Standing.OUT)]
    included = [each for each in held if each.standing == Standing.INCLUDED]
    displaced = [each for each in held if each.standing == Standing.DISPLACED]
    return ListPage(
        title=_("{policy}: rewards of {year}").format(policy=given.policy.name, year=given.year),
        crumbs=[
            Crumb(_("Policies and rewards"), reverse("policies")),
            Crumb(given.policy.name, reverse("policy", args=[given.policy.uid])),
            Crumb(given.code),
        ],
        uid=str(given.uid),
        version=given.version,
        state=_(state.label),
        shape=SHAPES[state],
        as_at=_as_at(given),
        way=[
            (_(str(each.label)), str(getattr(given, name) or ""), bool(getattr(given, name)))
            for each, name in _WAY
        ],
        main=[form for form in forms if form.is_main],
        others=[form for form in forms if not form.is_main],
        waits=_waits(given, state, acts, viewer),
        included=[_line(each, is_open=each.pk in own) for each in included],
        nearly=[_line(each, is_open=True) for each in nearly if each.pk in own],
        displaced=[_line(each, is_open=True) for each in displaced if each.pk in own],
        total=money(sum(each.amount for each in included)),
        sees_all=sees_all,
        objections=_objections(given, state, held, viewer),
        may_object=_may_object(given, state, viewer),
        object_firms=_object_firms(held, viewer),
        speaks=bool(viewer.own(Dimension.ENTERPRISE)),
        steps=_steps(given) if sees_all else [],
        downloads=_downloads(given, sees_all),
        faults=list(faults),
        typed=typed or {},
    )


def _form(act: Act, *, is_main: bool) -> ActForm:
    words, hint, needs_words, document = _FORMS[act]
    return ActForm(act.value, _(words), _(hint), needs_words, document, is_main)


def _as_at(given: RewardList) -> list[str]:
    said = [_("computed as at {month}").format(month=given.month)]
    if given.objections_until:
        said.append(_("objections until {day}").format(day=given.objections_until))
    scheme = rules().of(given.process)
    return [*said, f"{scheme.label}（{scheme.source}）"]


def _waits(given: RewardList, state: ListState, acts: list[Act], viewer: Viewer) -> str:
    """Why the next step is not offered to whoever could take it otherwise."""
    onward = {Act.REVIEW, Act.PUBLISH, Act.DECIDE, Act.PAY}
    if not may(viewer, "approve") or onward & set(acts):
        return ""
    until = given.objections_until
    if state is ListState.PUBLISHED and until and clock.today() <= until:
        return _("It can be decided after {day}.").format(day=until)
    waiting = [act for act in onward if state in TRANSITIONS[act].sources]
    if waiting and TRANSITIONS[waiting[0]].by_another:
        return _("The next step is a colleague's: two persons stand between computing and paying.")
    return ""


def _line(line: RewardLine, *, is_open: bool) -> Line:
    clawed = ""
    if line.clawed_back_on and is_open:
        clawed = f"{line.clawed_back_on} {money(line.clawed_back or 0)} {line.clawback_reason}"
    return Line(
        address=reverse("reward-line", args=[line.uid]) if is_open else "",
        firm=line.enterprise.name,
        clause=_("clause {number}").format(number=line.clause.number),
        amount=money(line.amount),
        computed=money(line.computed) if line.computed != line.amount else "",
        basis=line.basis if is_open else "",
        lacks=line.lacks if is_open else "",
        clawed_back=clawed,
    )


def _objections(
    given: RewardList, state: ListState, held: Iterable[RewardLine], viewer: Viewer
) -> list[ObjectionCard]:
    rows = records_of(RewardObjection.kind, viewer).filter(reward_list=given)
    may_answer = may(viewer, "answer") and state is ListState.PUBLISHED
    lines = [
        (str(each.uid), f"{each.enterprise.name} · {each.clause.number} · {money(each.amount)}")
        for each in held
    ]
    return [
        ObjectionCard(
            uid=str(each.uid),
            number=each.number,
            firm=each.enterprise.name,
            day=str(each.raised_on),
            informant=each.informant,
            words=each.objection,
            answer=each.answer,
            upheld=each.upheld,
            may_answer=may_answer and each.answered_on is None,
            lines=lines,
        )
        for each in rows.select_related("enterprise").order_by("number")
    ]


def _may_object(given: RewardList, state: ListState, viewer: Viewer) -> bool:
    until = given.objections_until
    is_open = state is ListState.PUBLISHED and (until is None or clock.today() <= until)
    return is_open and (may(viewer, "propose") or bool(viewer.own(Dimension.ENTERPRISE)))


def _object_firms(held: Iterable[RewardLine], viewer: Viewer) -> list[tuple[str, str]]:
    own = viewer.own(Dimension.ENTERPRISE)
    if own:
        rows = records_of("enterprise", viewer).filter(code__in=own)
        return list(rows.values_list("code", "name"))
    return list(dict.fromkeys((each.enterprise_id, each.enterprise.name) for each in held))


def _steps(given: RewardList) -> list[StepLine]:
    lines = []
    for one in steps_of(given):
        document = one.step.document
        lines.append(
            StepLine(
                what=_(str(ListStep(one.step.step).label)),
                at=clock.minute(one.at) if one.at else str(one.step.acted_on),
                by=signature_words(one.actor) if one.actor else "",
                note=one.step.note,
                document=reverse("evidence-file", args=[document.uid]) if document else "",
            )
        )
    return list(reversed(lines))


def _downloads(given: RewardList, sees_all: bool) -> list[tuple[str, str]]:
    if not sees_all:
        return []
    address = {
        form: reverse("reward-list-file", args=[given.uid, form]) for form in ("docx", "xlsx")
    }
    return [(_("Notice (DOCX)"), address["docx"]), (_("Workbook (XLSX)"), address["xlsx"])]
