"""The view behind the fields that name another record: what could be meant by what is typed."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from chainchief.ledger.registers import register_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.forms.choosing.choices import offers_for


def record_choices(request: HttpRequest, kind: str) -> HttpResponse:
    """Records of the kind within the viewer's reach, as JSON."""
    given = request.GET
    offers = offers_for(
        register_of(kind), given.get("words", ""), viewer_of(request), given.get("for", "")
    )
    return JsonResponse({"found": [each.as_json() for each in offers.found], "more": offers.more})
