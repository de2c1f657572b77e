"""Answers that wait to be approved and in which nothing stands out."""

from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.answers.crosschecks.finding import disagreements
from chainchief.dispatch.answers.suspicion.changes import changes_of, is_quiet
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import Request, RequestState


def quiet_answers(month: Month) -> list[Request]:
    """The submitted answers of a month in which nothing stands out, and that agree with others."""
    found = Request.objects.filter(
        collection__month=str(month), state=RequestState.SUBMITTED
    ).select_related("collection")
    if not found.exists():
        return []
    differing = {one.pk for each in disagreements(month) for one in each.requests}
    quiet = []
    for held in found.exclude(pk__in=differing).order_by("pk"):
        questionnaire = questionnaire_of(held)
        if is_quiet(changes_of(questionnaire, answer_of(held, questionnaire))):
            quiet.append(held)
    return quiet
