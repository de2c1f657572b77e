"""The page on which the bureau approves: each change against last month, the doubtful first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.dispatch.answers.acts import is_allowed
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.answers.crosschecks.finding import (
    Disagreement,
    Side,
    disagreements_of,
    parties,
)
from chainchief.dispatch.answers.review import findings
from chainchief.dispatch.answers.suspicion.changes import Change, changes_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_of
from chainchief.dispatch.models import Request, RequestState
from chainchief.dispatch.steps import Act
from chainchief.ledger.registers import Column, register_of
from chainchief.web.dispatch.grid_page import field_name, text_of
from chainchief.web.dispatch.heading import Heading, heading_of

#: Lines shown; what is quiet beyond them is counted.
MOST_LINES = 400
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class ReviewLine:
    """One change: new value, last month's, what stands out, and a field for a remark."""

    record: str
    code: str
    column: str
    value: str
    last: str
    #: Which month that is, where it is not the one before.
    last_month: str
    is_number: bool
    difference: str
    suspicions: list[str]
    warnings: list[str]
    spark: str
    remark: str


@dataclass(frozen=True)
class SideLine:
    """What one side says: whose answer, which record, the value, and the page of that answer."""

    who: str
    record: str
    says: str
    address: str


@dataclass(frozen=True)
class DisagreementLine:
    """Answers that do not agree: why, what to do, and each side, this answer first."""

    column: str
    why: str
    remedy: str
    sides: list[SideLine]


@dataclass(frozen=True)
class ReviewPage:
    """What templates/web/dispatch/review.html shows."""

    uid: str
    heading: Heading
    as_at: str
    disagreements: list[DisagreementLine]
    doubtful: list[ReviewLine]
    doubtful_words: str
    quiet: list[ReviewLine]
    quiet_words: str
    summary: str
    may_approve: bool
    faults: list[Fault]
    is_open: bool


def review_page(request: Request, viewer: Viewer, faults: tuple[Fault, ...] = ()) -> ReviewPage:
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    changes = changes_of(questionnaire, answer)
    warned: dict[tuple[int, str, str], list[str]] = {}
    for at, code, name, fault in findings(request, questionnaire, answer, viewer):
        warned.setdefault((at, code, name), []).append(fault.why)
    lines = [_line(questionnaire, change, warned) for change in changes[:MOST_LINES]]
    doubtful = [line for line in lines if line.suspicions or line.warnings]
    quiet = [line for line in lines if not line.suspicions and not line.warnings]
    left_out = len(changes) - len(lines)
    last = request.steps.order_by("-pk").first()
    return ReviewPage(
        uid=str(request.uid),
        heading=heading_of(request, viewer, _("Look over and approve")),
        as_at=_("submitted by {}").format(signature_words(last.actor)) if last else "",
        disagreements=[_disagreement(request, one) for one in disagreements_of(request)],
        doubtful=doubtful,
        doubtful_words=_("Changes, the most doubtful first"),
        quiet=quiet,
        quiet_words=ngettext(
            "{} figure in which nothing stands out",
            "{} figures in which nothing stands out",
            len(quiet) + left_out,
        ).format(len(quiet) + left_out),
        summary=ngettext(
            "{doubtful} figure stands out, {quiet} are quiet.",
            "{doubtful} figures stand out, {quiet} are quiet.",
            len(doubtful),
        ).format(doubtful=len(doubtful), quiet=len(quiet) + left_out),
        may_approve=is_allowed(request, Act.APPROVE, viewer),
        faults=list(faults),
        is_open=request.state == RequestState.SUBMITTED,
    )


def _disagreement(request: Request, found: Disagreement) -> DisagreementLine:
    fault = found.to(request)
    return DisagreementLine(
        fault.place.column or "",
        fault.why,
        fault.remedy,
        [_side(one) for one in (found.own_side(request), *found.other_sides(request))],
    )


def _side(side: Side) -> SideLine:
    register = register_of(side.kind)
    record = f"{register.name} {side.code}" if side.code else _("sum of: {}").format(register.name)
    if side.request is None:
        return SideLine(_("the ledger"), record, side.says, "")
    address = reverse("request-review", args=[side.request.uid])
    return SideLine(parties((side,)), record, side.says, address)


def _line(
    questionnaire: Questionnaire, change: Change, warned: dict[tuple[int, str, str], list[str]]
) -> ReviewLine:
    table = questionnaire.tables[change.position]
    column = table.register.column(change.column)
    difference = ""
    if isinstance(change.value, int) and isinstance(change.last, int) and column.type.is_number:
        step = change.value - change.last
        sign = "+" if step > 0 else "−" if step else ""
        difference = sign + _shown(column, abs(step), change.whole)
    amounts = [amount for _month, amount in change.history.figures]
    if isinstance(change.value, int):
        amounts.append(change.value)
    return ReviewLine(
        record=change.name or change.code,
        code=change.code if change.name else "",
        column=column.label,
        value=_shown(column, change.value, change.whole) or "—",
        last=_shown(column, change.last, change.whole) or "—",
        last_month=str(change.last_month or ""),
        is_number=column.type.is_number,
        difference=difference,
        suspicions=[one.words for one in change.suspicions],
        warnings=warned.get((change.position, change.code, change.column), []),
        spark=_points(amounts),
        remark=field_name(change.position, change.code, change.column),
    )


def _shown(column: Column, value: object, row: Mapping[str, object]) -> str:
    """A value as text; numbers with their thousands parted, to be read against each other."""
    text = text_of(column, value, row)
    if not column.type.is_number or not _PLAIN_NUMBER.fullmatch(text):
        return text
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def _points(amounts: list[int]) -> str:
    """The course of an amount as points of a line in a box of 1000 by 240; "" for a single one."""
    if len(amounts) < 2:
        return ""
    low, high = min(0, *amounts), max(amounts)
    height = (high - low) or 1
    wide = len(amounts) - 1
    return " ".join(
        f"{1000 * at // wide},{230 - 220 * (amount - low) // height}"
        for at, amount in enumerate(amounts)
    )
