"""Reasons per cell with which an answer came back, and which of the cells were mended since."""

from dataclasses import dataclass

from chainchief.dispatch.answers.cells import Answer, kept_answer
from chainchief.dispatch.collections.rows import Questionnaire
from chainchief.dispatch.models import Request, RequestState
from chainchief.dispatch.steps import last_return

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
    back = last_return(request) if request.state in _BEING_MENDED else None
    if back is None or not back.remarks:
        return ()
    returned = kept_answer(back.proposal, questionnaire)
    kinds = {table.kind: at for at, table in enumerate(questionnaire.tables)}
    found = []
    for one in back.remarks:
        at = kinds.get(one["kind"])
        if at is not None:
            where = (at, one["code"], one["column"])
            mended = answer.get(*where) != returned.get(*where)
            found.append(CellRemark(*where, one["reason"], mended))
    return tuple(found)
