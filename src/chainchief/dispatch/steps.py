"""The steps of a request: which act leads from which state to which, and who has done what."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.dispatch.models import Request, RequestState, Step

_PENDING, _DRAFT, _TO_CHECK = RequestState.PENDING, RequestState.DRAFT, RequestState.TO_CHECK
_SUBMITTED, _RETURNED = RequestState.SUBMITTED, RequestState.RETURNED
_APPROVED, _WAIVED, _CLOSED = RequestState.APPROVED, RequestState.WAIVED, RequestState.CLOSED


class Act(StrEnum):
    SAVE = "save"
    HAND_OVER = "hand-over"
    TAKE_BACK = "take-back"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    WITHDRAW = "withdraw-approval"
    WAIVE = "waive"
    CLOSE = "close"


@dataclass(frozen=True)
class Transition:
    """An act: from which states, to which, by which verb of the policy table.

    `by_bureau` asks the right of the month, not of the respondent's records.
    """

    sources: frozenset[RequestState]
    to: RequestState
    verb: str
    by_bureau: bool = False
    needs_reason: bool = False


def _from(*states: RequestState) -> frozenset[RequestState]:
    return frozenset(states)


#: What a late answer to a waived request begins with is a draft like any other.
TRANSITIONS: Mapping[Act, Transition] = {
    Act.SAVE: Transition(_from(_PENDING, _DRAFT, _RETURNED, _WAIVED), _DRAFT, "propose"),
    Act.HAND_OVER: Transition(_from(_DRAFT), _TO_CHECK, "submit"),
    Act.TAKE_BACK: Transition(_from(_TO_CHECK), _DRAFT, "propose"),
    Act.SUBMIT: Transition(_from(_TO_CHECK), _SUBMITTED, "check"),
    Act.RETURN: Transition(
        _from(_SUBMITTED), _RETURNED, "return", by_bureau=True, needs_reason=True
    ),
    Act.APPROVE: Transition(_from(_SUBMITTED), _APPROVED, "approve", by_bureau=True),
    Act.WITHDRAW: Transition(
        _from(_APPROVED, _CLOSED), _RETURNED, "approve", by_bureau=True, needs_reason=True
    ),
    Act.WAIVE: Transition(
        _from(_PENDING, _DRAFT, _TO_CHECK, _RETURNED),
        _WAIVED,
        "approve",
        by_bureau=True,
        needs_reason=True,
    ),
    Act.CLOSE: Transition(_from(_APPROVED), _CLOSED, "close", by_bureau=True),
}
#: States in which nothing more is waited for.
SETTLED = frozenset({_APPROVED, _WAIVED, _CLOSED})
_FILLING = (Act.SAVE, Act.HAND_OVER)


def move(
    request: Request,
    act: Act,
    viewer: Viewer,
    *,
    reason: str = "",
    remarks: Iterable[Mapping[str, Any]] = (),
) -> Step:
    """Bring a locked request to where the act leads; within whoever acts (`changelog.acting`)."""
    before, request.state = request.state, TRANSITIONS[act].to
    request.version += 1
    request.changed_at = dt.datetime.now(dt.UTC)
    request.save()
    return record_step(request, act, viewer, before=before, reason=reason, remarks=remarks)


def record_step(
    request: Request,
    act: str,
    viewer: Viewer,
    *,
    before: str = "",
    reason: str = "",
    remarks: Iterable[Mapping[str, Any]] = (),
) -> Step:
    """Write down an act on the request as it now is; within whoever acts."""
    return Step.objects.create(
        request=request,
        act=act,
        before=before,
        after=request.state,
        actor=viewer.signature,
        at=request.changed_at,
        reason=reason.strip()[:400],
        proposal=request.proposal,
        remarks=list(remarks),
    )


@dataclass(frozen=True)
class Hands:
    """Whose hands an answer went through since it was last returned, and before: signatures."""

    filled: frozenset[str]
    last_filled: frozenset[str]
    checked: frozenset[str]


def hands_of(request: Request) -> Hands:
    """Signatures of whoever filled in and checked the answer as it now is."""
    filled: set[str] = set()
    last: set[str] = set()
    checked: set[str] = set()
    for step in request.steps.order_by("pk"):
        if step.act in _FILLING:
            filled.add(step.actor)
            last = {step.actor} | (last if step.act == Act.HAND_OVER else set())
        elif step.act == Act.SUBMIT:
            checked = {step.actor}
        elif step.after == RequestState.DRAFT:
            checked = set()
    return Hands(frozenset(filled), frozenset(last), frozenset(checked))


def last_return(request: Request) -> Step | None:
    """The return that the answer is being mended after; None where there was none."""
    return request.steps.filter(after=RequestState.RETURNED).order_by("-pk").first()
