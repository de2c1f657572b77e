"""Views of editing a chain: each act is one change set, and the page leads to its undoing."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from chainchief.access.viewers import Viewer
from chainchief.chainmap import editing
from chainchief.chainmap.faults import BAD_ACT, NO_SEGMENT_NAME, POSITION, REASON_OF_TAKING_OUT
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.ledger.changesets import ChangeSet, Revision, Withdrawal
from chainchief.ledger.errors import LedgerError
from chainchief.web.chainmap.map_query import MapQuery, map_query
from chainchief.web.chainmap.tree_page import tree_page
from chainchief.web.doors.guard import viewer_of

_TEMPLATE = "web/chainmap/tree.html"


def chain_tree(request: HttpRequest, code: str) -> HttpResponse:
    """The tree; an act changes the ledger and leads back, or shows its faults."""
    query, viewer = map_query(request, code), viewer_of(request)
    if request.method != "POST":
        return render(request, _TEMPLATE, {"page": tree_page(query, viewer)})
    try:
        _ACTS.get(request.POST.get("act", ""), _nothing)(query, request.POST, viewer)
    except FaultsError as refused:
        faults = [fault.text for fault in refused.faults]
        return _again(request, query, viewer, faults, HTTPStatus.UNPROCESSABLE_ENTITY)
    except LedgerError as refused:
        return _again(request, query, viewer, [str(refused)], HTTPStatus.CONFLICT)
    leaves = request.POST.get("act") == "take-out" and request.POST.get("kind") == "chain_segment"
    address = query.address("chain-tree", segment="" if leaves else query.segment)
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _again(
    request: HttpRequest, query: MapQuery, viewer: Viewer, faults: list[str], status: HTTPStatus
) -> HttpResponse:
    page = tree_page(query, viewer, faults)
    return render(request, _TEMPLATE, {"page": page}, status=status)


def _reason(fields: QueryDict) -> str:
    return fields.get("reason", "").strip() or _("edited on the page of the chain")


def _values(fields: QueryDict) -> dict[str, object]:
    """The columns of a segment as they were typed."""
    name, position = fields.get("name", "").strip(), fields.get("position", "").strip()
    faults = []
    if not name:
        faults.append(Fault(NO_SEGMENT_NAME, Place(column=_("Name")), ""))
    if position and not (position.isdecimal() and len(position) < 7):
        faults.append(Fault(POSITION, Place(column=_("position in lists")), position))
    if faults:
        raise FaultsError(faults)
    return {
        "name": name,
        "stream": fields.get("stream", ""),
        "position": int(position or 0),
        "products": fields.get("products", "").strip(),
        "key": fields.get("key") == "1",
        "source": fields.get("source", "").strip(),
    }


def _add_segment(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    made = editing.new_segment(query.chain, _values(fields), query.day, viewer)
    editing.apply(ChangeSet.of(made), viewer, _reason(fields))


def _change_segment(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    uid, version = _record(fields)
    revision = Revision("chain_segment", uid, version, _values(fields))
    editing.apply(ChangeSet.of(revision), viewer, _reason(fields))


def _add_link(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    link = editing.new_link(
        fields.get("supplier", ""),
        fields.get("buyer", ""),
        fields.get("flow", ""),
        essential=fields.get("essential") == "1",
    )
    editing.apply(ChangeSet.of(link), viewer, _reason(fields))


def _change_link(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    uid, version = _record(fields)
    values = {"essential": fields.get("essential") == "1"}
    change = Revision("segment_link", uid, version, values)
    editing.apply(ChangeSet.of(change), viewer, _reason(fields))


def _take_out(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    uid, version = _record(fields)
    if not fields.get("reason", "").strip():
        raise FaultsError([Fault(REASON_OF_TAKING_OUT)])
    if fields.get("kind") == "chain_segment":
        changes = editing.without_segment(query.segment, uid, version, viewer)
    else:
        changes = ChangeSet.of(Withdrawal("segment_link", uid, version))
    editing.apply(changes, viewer, _reason(fields))


def _undo(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    number = fields.get("number", "")
    reason = fields.get("reason", "").strip() or _("undone on the page of the chain")
    known = int(number) if number.isdecimal() and len(number) < 16 else 0
    editing.undo_edit(query.chain, known, viewer, reason)


def _nothing(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    raise FaultsError([Fault(BAD_ACT)])


def _record(fields: QueryDict) -> tuple[uuid.UUID, int]:
    """Which record is meant, as at which version."""
    version = fields.get("version", "")
    try:
        uid = uuid.UUID(fields.get("uid", ""))
    except ValueError:
        raise FaultsError([Fault(BAD_ACT)]) from None
    if not (version.isdecimal() and len(version) < 9):
        raise FaultsError([Fault(BAD_ACT)])
    return uid, int(version)


_ACTS: dict[str, Callable[[MapQuery, QueryDict, Viewer], None]] = {
    "add-segment": _add_segment,
    "change-segment": _change_segment,
    "add-link": _add_link,
    "change-link": _change_link,
    "take-out": _take_out,
    "undo": _undo,
}
