"""The page of a case: where it stands, one next step, its time line, what is like it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.difficulties.acts import possible
from chainchief.desk.difficulties.case import OpenCase
from chainchief.desk.difficulties.checks import speaks_for_itself
from chainchief.desk.difficulties.likeness import like
from chainchief.desk.difficulties.machine import TRANSITIONS, TURNS, Act, Turn
from chainchief.desk.difficulties.steps import steps_of
from chainchief.desk.limits.deadlines import days_left
from chainchief.desk.limits.preset import limits
from chainchief.desk.queue.cases import SHAPES, limit_of, state_words, turn_words
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.difficulty.models import (
    Difficulty,
    DifficultyOffice,
    Outcome,
)
from chainchief.ledger.kinds.difficulty.states import DifficultyState, state_of
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.visit.models import Visit
from chainchief.ledger.registers import choice_word
from chainchief.web.desk.act_form import ActForm, ActWords, act_form
from chainchief.web.desk.handling import handled_by, is_watched
from chainchief.web.desk.queue_page import Left, left_until
from chainchief.web.desk.time_line import TimeLine, time_line
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import doors


@dataclass(frozen=True)
class LikeLine:
    name: str
    about: str
    state: str
    address: str
    is_same: bool


@dataclass(frozen=True)
class CasePage:
    """What templates/web/desk/case.html shows."""

    title: str
    uid: str
    code: str
    version: int
    crumbs: list[Crumb]
    state: str
    shape: str
    turn: str
    limit: Left | None
    facts: list[tuple[str, str, str]]
    detail: str
    main: list[ActForm]
    others: list[ActForm]
    helper: str
    helpers: list[tuple[DifficultyOffice, str]]
    line: list[TimeLine]
    like: list[LikeLine]
    offices: list[Choice]
    outcomes: list[Choice]
    slip: str
    handler: str
    is_mine: bool
    is_watched: bool
    may_handle: bool
    give_task: str
    limits_words: str
    faults: list[Fault]
    typed: dict[str, str]
    typed_act: str


_FORMS: Mapping[Act, ActWords] = {
    Act.ACCEPT: ("Take it in", "It is a matter of ours; an office is named next.", (), ""),
    Act.ASSIGN: (
        "Assign",
        "The office in charge signs for it; its limit for the answer begins.",
        ("office", "helpers"),
        "",
    ),
    Act.DECLINE: ("Decline it", "The firm reads the reason.", ("note",), "Reason"),
    Act.UPHOLD: ("The office is right", "It is assigned anew.", ("note",), "Reason"),
    Act.OVERRULE: ("It stays with them", "The office signs for it.", ("note",), "Reason"),
    Act.SIGN: ("Sign for it", "Your office has it in charge.", (), ""),
    Act.OBJECT: ("Object", "It is no matter of your office.", ("note",), "Reason"),
    Act.NOTE: (
        "Keep the entry",
        "What was done, with a document where there is one.",
        ("note", "document"),
        "Steps of the case",
    ),
    Act.ANSWER: (
        "Answer the firm",
        "The firm says then whether it is solved.",
        ("note", "outcome", "document"),
        "The answer",
    ),
    Act.PAUSE: (
        "Stop the clock",
        "While others must act: the days do not count.",
        ("note",),
        "What is waited for",
    ),
    Act.RESUME: ("The clock runs again", "The limit moves by the days that it stood.", (), ""),
    Act.ASK_EXTENSION: ("Ask for more time", "Before the limit.", ("until", "note"), "Reason"),
    Act.EXTEND: ("Grant the extension", "Until the day asked for.", (), ""),
    Act.REFUSE_EXTENSION: ("Refuse the extension", "The limit stays.", ("note",), "Reason"),
    Act.CONFIRM: ("It is solved", "Only this counts as solved.", ("said",), ""),
    Act.EXPLAINED: (
        "Not solved, but we accept the explanation",
        "It ends without counting as solved.",
        ("said",),
        "",
    ),
    Act.SEND_BACK: (
        "Not solved: send it back",
        "The office answers again.",
        ("note", "said"),
        "What is still missing",
    ),
    Act.FOLLOW_UP: (
        "The firm was called",
        "With its mark, 1 to 5; then the case is closed.",
        ("satisfaction", "note"),
        "What the firm said",
    ),
    Act.CLOSE: ("Close the case", "Nothing more is waited for.", (), ""),
    Act.ESCALATE: ("Report it upwards", "It is late: chief and desk are told.", ("note",), "Why"),
}
#: The step that brings a case on from its state stands in the head of the page.
_MAIN = {
    DifficultyState.REGISTERED: (Act.ACCEPT,),
    DifficultyState.ACCEPTED: (Act.ASSIGN,),
    DifficultyState.ASSIGNED: (Act.SIGN,),
    DifficultyState.OBJECTED: (Act.UPHOLD,),
    DifficultyState.SIGNED: (Act.NOTE, Act.ANSWER),
    DifficultyState.IN_WORK: (Act.ANSWER, Act.NOTE),
    DifficultyState.PAUSED: (Act.RESUME,),
    DifficultyState.SENT_BACK: (Act.ANSWER,),
    DifficultyState.ANSWERED: (Act.CONFIRM, Act.SEND_BACK),
    DifficultyState.SOLVED: (Act.FOLLOW_UP,),
    DifficultyState.EXPLAINED: (Act.FOLLOW_UP,),
}


def case_page(
    opened: OpenCase,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
    typed_act: str = "",
) -> CasePage:
    """`faults` are those of a step that was just tried, `typed` what was typed with it."""
    case = opened.case
    acts = possible(case, viewer)
    main = _main(case, acts, viewer)
    forms = [_form(act, case, viewer, is_main=act is main) for act in acts]
    handler = handled_by(Difficulty.kind, case.uid)
    limit = limit_of(case)
    return CasePage(
        title=case.name,
        uid=str(case.uid),
        code=case.code,
        version=case.version,
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(case.code)],
        state=state_words(case),
        shape=SHAPES[state_of(case)],
        turn=turn_words(case),
        limit=left_until(limit, today.day(), calendar()) if limit else None,
        facts=_facts(case, viewer),
        detail=case.detail,
        main=[form for form in forms if form.is_main],
        others=[form for form in forms if not form.is_main],
        helper=_helper(opened),
        helpers=[(part, _part_words(part)) for part in opened.helpers],
        line=time_line(steps_of(case), _("informant: {name}")),
        like=_like(case, viewer) if opened.as_helper is None or acts else [],
        offices=office_choices() if Act.ASSIGN in acts else [],
        outcomes=[Choice(value, _(str(label))) for value, label in Outcome.choices],
        slip=reverse("desk-slip", args=[case.uid])
        if Act.CONFIRM in acts and not speaks_for_itself(case, viewer)
        else "",
        handler=handler,
        is_mine=handler == viewer.name,
        is_watched=is_watched(Difficulty.kind, case.uid, viewer),
        may_handle=any(TRANSITIONS[act].verb in ("answer", "assign") for act in acts),
        give_task=f"{reverse('task-new')}?difficulty={case.code}"
        if policy.allowed(viewer, "assign", "chain")
        else "",
        limits_words=_limits_words(case),
        faults=list(faults),
        typed=typed or {},
        typed_act=typed_act,
    )


def _main(case: Difficulty, acts: list[Act], viewer: Viewer) -> Act | None:
    """The step that brings the case on, where it is this viewer's turn to take it."""
    if case.extension_until and Act.EXTEND in acts:
        return Act.EXTEND
    state = state_of(case)
    if TURNS[state] is Turn.OFFICE and case.host_id not in viewer.own(Dimension.ORGANISATION):
        return None
    return next((act for act in _MAIN.get(state, ()) if act in acts), None)


def _form(act: Act, case: Difficulty, viewer: Viewer, *, is_main: bool) -> ActForm:
    said = _FORMS[act]
    wanted = set(said[2])
    if "said" in wanted and speaks_for_itself(case, viewer):
        wanted.discard("said")
    if "said" in wanted and act is not Act.SEND_BACK:
        wanted.add("slip")
    return act_form(act, said, wanted, is_main=is_main)


def _facts(case: Difficulty, viewer: Viewer) -> list[tuple[str, str, str]]:
    cited = {
        "enterprise": ("enterprise", str(case.enterprise.uid)),
        "visit": ("visit", str(case.visit.uid)) if case.visit else None,
        "related": ("difficulty", str(case.related_to.uid)) if case.related_to else None,
    }
    known = doors((each for each in cited.values() if each), viewer)

    def door(name: str) -> str:
        place = cited[name]
        return known.get(place, "") if place else ""

    related = case.related_to
    found = [
        (_("firm"), case.enterprise.name, door("enterprise")),
        (_("division"), case.division.name, ""),
        (_("chain"), case.chain.name if case.chain else "", ""),
        (_("category"), choice_word("difficulty", "category", case.category), ""),
        (_("urgency"), choice_word("difficulty", "urgency", case.urgency), ""),
        (_("source"), choice_word("difficulty", "source", case.source), ""),
        (_("from activity"), _visible(case.visit, door("visit")), door("visit")),
        (_("informant"), case.informant, ""),
        (_("office in charge"), case.host.name, ""),
        (_("received on"), case.received_on.isoformat(), ""),
        (_("answer due on"), case.due_on.isoformat(), ""),
        (_("extension requested until"), _day(case.extension_until), ""),
        (_("outcome"), choice_word("difficulty", "outcome", case.outcome), ""),
        (_("firm confirmed on"), _day(case.confirmed_on), ""),
        (_("satisfaction"), str(case.satisfaction or ""), ""),
        (
            _("related to"),
            related.code if related and door("related") else "",
            reverse("desk-case", args=[related.uid]) if related and door("related") else "",
        ),
    ]
    return [fact for fact in found if fact[1]]


def _visible(visit: Visit | None, door: str) -> str:
    """The visit's name, for whoever may open it: to the firm it may be none of its business."""
    return visit.name if visit and door else ""


def _day(day: object) -> str:
    return str(day) if day else ""


def _limits_words(case: Difficulty) -> str:
    """By whose rules the days are counted, and of which years no holidays are known."""
    scheme = limits().of(case.process)
    words = f"{scheme.label} · {scheme.source}"
    day = today.day()
    unknown = calendar().unknown_years(day, day)
    if unknown:
        words += " · " + _("holidays of {years} are not known: weekends alone are left out").format(
            years=", ".join(map(str, unknown))
        )
    return words


def _helper(opened: OpenCase) -> str:
    part = opened.as_helper
    return str(part.uid) if part and not part.reported_on else ""


def _part_words(part: DifficultyOffice) -> str:
    if part.reported_on:
        return _("reported on {day}").format(day=part.reported_on)
    left = days_left(part.due_on, today.day())
    words = _("report due on {day}").format(day=part.due_on)
    return words if left >= 0 else f"{words} · " + _("overdue")


def _like(case: Difficulty, viewer: Viewer) -> list[LikeLine]:
    found = like(
        viewer,
        firm=case.enterprise_id,
        category=case.category,
        subject=case.name,
        but=case.code,
    )
    return [like_line(one.case, one.is_same) for one in found]


def like_line(case: Difficulty, is_same: bool) -> LikeLine:
    return LikeLine(
        case.name,
        f"{case.code} · {case.enterprise.name} · {case.received_on}",
        _(state_of(case).label),
        reverse("desk-case", args=[case.uid]),
        is_same,
    )


def office_choices(among: Collection[str] = ()) -> list[Choice]:
    """The offices that a case may be given to, by name; where some are named, `among` these."""
    rows = Organisation.objects.filter(category="department", withdrawn_on=None)
    if among:
        rows = rows.filter(code__in=among)
    return [Choice(code, name) for code, name in rows.order_by("code").values_list("code", "name")]
