"""The page of whoever answers: what is asked, the workbook, what came back, the next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.answers.acts import is_allowed
from chainchief.dispatch.answers.cells import answer_of, filled
from chainchief.dispatch.answers.crosschecks.finding import Disagreement, disagreements_of
from chainchief.dispatch.answers.remarks import CellRemark, remarks_of
from chainchief.dispatch.answers.review import blanks
from chainchief.dispatch.answers.review import open_cells as cells_to_fill
from chainchief.dispatch.collections.examination import FORM
from chainchief.dispatch.collections.making import days_late
from chainchief.dispatch.collections.questionnaires import tables_of
from chainchief.dispatch.collections.respondents import may, respondent_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_of
from chainchief.dispatch.models import Request, RequestState
from chainchief.dispatch.steps import SETTLED, TRANSITIONS, Act, last_return
from chainchief.dispatch.workbook.filling import to_json
from chainchief.dispatch.workbook.marks import check_code
from chainchief.web.dispatch.board import SHAPES
from chainchief.web.dispatch.collection_page import TableLine, table_line
from chainchief.web.dispatch.heading import Heading, heading_of

RETURNED = "returned.xlsx"
_BEING_MENDED = (RequestState.RETURNED, RequestState.DRAFT)


@dataclass(frozen=True)
class StepLine:
    """An act on the answer, as the page tells it."""

    what: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True)
class Remark:
    record: str
    column: str
    reason: str
    is_mended: bool


@dataclass(frozen=True)
class ActButton:
    """A step that this viewer may take from here."""

    act: str
    words: str
    hint: str
    needs_reason: bool
    is_main: bool


@dataclass(frozen=True)
class RequestPage:
    """What templates/web/dispatch/request.html shows."""

    uid: str
    heading: Heading
    as_at: list[str]
    state: str
    state_words: str
    shape: str
    late: str
    note: str
    tables: list[TableLine]
    cells_to_fill: int
    filled: int
    left: int
    held: int
    may_fill: bool
    buttons: list[ActButton]
    remarks: list[Remark]
    returned_because: str
    steps: list[StepLine]
    check_code: str
    workbook_at: str
    has_returned: bool
    review: str
    faults: list[Fault]
    disagreeing: list[Fault]
    notices: list[str]
    form: list[tuple[str, str]]


#: Act → its button and what it does, in the order of the page.
_WORDS = {
    Act.HAND_OVER: ("Hand over to be checked", "A second person of the unit submits it."),
    Act.SUBMIT: ("Checked: submit", "It goes to the chain office under your name."),
    Act.TAKE_BACK: ("Back into work", "Before it is submitted, to mend something."),
    Act.WITHDRAW: ("Withdraw the approval", "Its cells open again; the reason is kept."),
    Act.WAIVE: ("Close the month without it", "For a reason; what comes late is still taken."),
}
_ACT_WORDS = {
    "ask": "asked",
    Act.SAVE: "filled in",
    Act.HAND_OVER: "handed over to be checked",
    Act.TAKE_BACK: "taken back into work",
    Act.SUBMIT: "checked and submitted",
    Act.RETURN: "returned to be mended",
    Act.APPROVE: "approved",
    Act.WITHDRAW: "approval withdrawn",
    Act.WAIVE: "waived",
    Act.CLOSE: "closed with the month",
}


def open_request(request: Request | None, viewer: Viewer) -> Request:
    """The request, or `WrongUseError` where it is not the viewer's to look at."""
    if request is not None:
        tables = tables_of(request.collection.questionnaire)
        verbs = ("propose", "check", "approve")
        if any(may(viewer, verb, respondent_of(request), tables) for verb in verbs):
            return request
    raise WrongUseError(_("There is no such request, or it is not open to you."))


def request_page(
    request: Request,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    notices: tuple[str, ...] = (),
) -> RequestPage:
    """`faults` are those of what was just sent, `notices` what came of it."""
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    shown = filled(questionnaire, answer)
    to_fill = list(cells_to_fill(request, questionnaire))
    done = sum(shown.get(at, code, name) is not None for at, code, name in to_fill)
    state = RequestState(request.state)
    month = Month.parse(request.collection.month)
    back = last_return(request) if state in _BEING_MENDED else None
    late = days_late(request.collection) if state not in SETTLED else 0
    return RequestPage(
        uid=str(request.uid),
        heading=heading_of(request, viewer),
        as_at=[month.label, _("due {}").format(request.collection.due_on)],
        state=state.value,
        state_words=_(state.label),
        shape=SHAPES[state],
        late=_("late, in working days: {}").format(late) if late else "",
        note=request.collection.note,
        tables=[table_line(table) for table in questionnaire.tables],
        cells_to_fill=len(to_fill),
        filled=done,
        left=len(blanks(request, questionnaire, answer)),
        held=sum(1 for _cell in questionnaire.cells()) - len(to_fill),
        may_fill=is_allowed(request, Act.SAVE, viewer)
        and request.state in TRANSITIONS[Act.SAVE].sources,
        buttons=_buttons(request, viewer),
        remarks=_remarks(questionnaire, remarks_of(request, questionnaire, answer)),
        returned_because=back.reason if back else "",
        steps=_steps(request),
        check_code=check_code(request.pk, to_json(questionnaire, shown)),
        workbook_at=_workbook_at(request),
        has_returned=returned_of(request).is_file(),
        review=reverse("request-review", args=[request.uid])
        if is_allowed(request, Act.APPROVE, viewer) and state == RequestState.SUBMITTED
        else "",
        faults=list(faults),
        disagreeing=[each.to(request) for each in _disagreements(request)],
        notices=list(notices),
        form=_form(request),
    )


def _disagreements(request: Request) -> list[Disagreement]:
    """While the answer may still be mended, or another may be because of it."""
    begun = request.proposal is not None or request.state == RequestState.APPROVED
    return disagreements_of(request) if begun else []


def returned_of(request: Request) -> Path:
    """Path of the workbook with the marked cells, kept until the next upload."""
    return home().uploads / request.uid.hex / RETURNED


def _form(request: Request) -> list[tuple[str, str]]:
    survey = request.collection.survey
    return [(_(FORM[key]), str(survey[key])) for key in FORM if survey.get(key)]


def _workbook_at(request: Request) -> str:
    last = request.workbooks.order_by("-pk").first()
    return _("handed out {}").format(clock.minute(last.at)) if last else ""


def _buttons(request: Request, viewer: Viewer) -> list[ActButton]:
    found = []
    for act, (words, hint) in _WORDS.items():
        transition = TRANSITIONS[act]
        if request.state in transition.sources and is_allowed(request, act, viewer):
            found.append(
                ActButton(
                    act.value,
                    _(words),
                    _(hint),
                    transition.needs_reason,
                    act in (Act.HAND_OVER, Act.SUBMIT),
                )
            )
    return found


def _remarks(questionnaire: Questionnaire, found: Iterable[CellRemark]) -> list[Remark]:
    remarks = []
    for one in found:
        row = questionnaire.by_code(one.position).get(one.code)
        column = questionnaire.tables[one.position].register.column(one.column)
        name = f"{row.name} {one.code}" if row else one.code
        remarks.append(Remark(name.strip(), column.title, one.reason, one.is_mended))
    return remarks


def _steps(request: Request) -> list[StepLine]:
    return [
        StepLine(
            _(_ACT_WORDS.get(step.act, step.act)),
            clock.minute(step.at),
            signature_words(step.actor),
            step.reason,
        )
        for step in request.steps.order_by("-pk")
    ]
