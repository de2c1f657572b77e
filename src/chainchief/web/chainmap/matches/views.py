"""Views of matches: a verdict is one change set, with the firm's place where it is confirmed."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from chainchief.access.viewers import Viewer
from chainchief.chainmap.faults import BAD_ACT, REASON_OF_VERDICT
from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.errors import LedgerError
from chainchief.ledger.kinds.enterprise_role.models import Verdict
from chainchief.web.chainmap.map_query import MapQuery, map_query
from chainchief.web.chainmap.matches.page import matches_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.visible import records_of

_TEMPLATE = "web/chainmap/matches.html"


def chain_matches(request: HttpRequest, code: str) -> HttpResponse:
    """The proposals; a verdict is remembered and leads back, or the page tells its faults."""
    query, viewer = map_query(request, code), viewer_of(request)
    if request.method != "POST":
        return render(request, _TEMPLATE, {"page": matches_page(query, viewer)})
    try:
        _judge(query, request.POST, viewer)
    except FaultsError as refused:
        page = matches_page(query, viewer, [fault.text for fault in refused.faults])
        return render(request, _TEMPLATE, {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except LedgerError as refused:
        page = matches_page(query, viewer, [str(refused)])
        return render(request, _TEMPLATE, {"page": page}, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(query.address("chain-matches"), status=HTTPStatus.SEE_OTHER)


def _judge(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    named = {name: fields.get(name, "") for name in ("enterprise", "segment", "buyer")}
    verdict, reason = fields.get("verdict", ""), fields.get("reason", "").strip()
    in_chain = records_of("chain_segment", viewer).filter(chain=query.chain, code=named["segment"])
    if verdict not in Verdict.values or not named["enterprise"] or not in_chain.exists():
        raise FaultsError([Fault(BAD_ACT)])
    if not reason:
        raise FaultsError([Fault(REASON_OF_VERDICT)])
    values = {**named, "buyer": named["buyer"] or None}
    judged = {"verdict": verdict, "reason": reason, "judged_on": query.day}
    changes = [Creation("match_verdict", "", {**values, **judged})]
    if verdict == Verdict.CONFIRMED and not named["buyer"]:
        place = {"enterprise": named["enterprise"], "segment": named["segment"]}
        if not records_of("enterprise_segment", viewer).filter(**place).exists():
            dated = {"basis": reason, "valid_from": query.day}
            changes.append(Creation("enterprise_segment", "", {**place, **dated}))
    apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason)
