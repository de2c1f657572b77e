"""Reasons per cell with which an answer came back, and which of the cells were mended since."""

from dataclasses import dataclass

from chainchief.dispatch.answers.cells import Answer, answer_in
from chainchief.dispatch.collections.rows import Questionnaire
from chainchief.dispatch.models import Request, RequestState, Step
from chainchief.dispatch.steps import last_return
from chainchief.ledger.proposal import codec
from chainchief.ledger.proposal.models import Proposal

_BEING_MENDED = (RequestState.RETURNED, RequestState.DRAFT, RequestState.TO_CHECK)


@dataclass(frozen=True)
class CellRemark:
    """Why one cell came back; `is_mended` once it says something else than then."""

    position: int
    code: str
    column: str
    reason: str
    is_mended: bool


def remarks_of(
    request: Request, questionnaire: Questionnaire, answer: Answer
) -> tuple[CellRemark, ...]:
    """The remarks of the last return, until the answer is submitted again."""
    back = last_return(request)
    if back is None or not back.remarks or request.state not in _BEING_MENDED:
        return ()
    returned = _returned_answer(back, questionnaire)
    kinds = {table.kind: at for at, table in enumerate(questionnaire.tables)}
    found = []
    for one in back.remarks:
        at = kinds.get(one["kind"])
        if at is not None:
            where = (at, one["code"], one["column"])
            mended = answer.get(*where) != returned.get(*where)
            found.append(CellRemark(*where, one["reason"], mended))
    return tuple(found)


def _returned_answer(back: Step, questionnaire: Questionnaire) -> Answer:
    """The answer as it was returned."""
    if back.proposal is None:
        return Answer.empty(questionnaire)
    content = Proposal.objects.get(uid=back.proposal).content
    return answer_in(codec.from_json(content), questionnaire)
