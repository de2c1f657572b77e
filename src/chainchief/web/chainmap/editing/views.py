"""Views of editing a chain: each act is one change set, and the page leads to its undoing."""

import uuid
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from chainchief.access.viewers import Viewer
from chainchief.chainmap import editing
from chainchief.chainmap.faults import (
    BAD_ACT,
    NO_SEGMENT_NAME,
    POSITION,
    REASON_OF_TAKING_OUT,
)
from chainchief.chainmap.moving import move
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.intake.table.normalising import typed_text
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision, Withdrawal
from chainchief.ledger.columns import BadCell
from chainchief.ledger.errors import LedgerError
from chainchief.ledger.registers import register_of
from chainchief.web.chainmap.editing.page import segments_of, tree_address, tree_page
from chainchief.web.chainmap.map_query import MapQuery, map_query
from chainchief.web.doors.guard import viewer_of

_TEMPLATE = "web/chainmap/tree.html"


def chain_tree(request: HttpRequest, code: str) -> HttpResponse:
    """The tree or graph; an act changes the ledger and leads back, or shows its faults."""
    query, viewer = map_query(request, code), viewer_of(request)
    if request.method != "POST":
        return _shown(request, query, viewer)
    act = request.POST.get("act", "")
    try:
        _ACTS.get(act, _nothing)(query, request.POST, viewer)
    except FaultsError as refused:
        faults = [fault.text for fault in refused.faults]
        return _shown(request, query, viewer, faults, HTTPStatus.UNPROCESSABLE_ENTITY)
    except LedgerError as refused:
        return _shown(request, query, viewer, [str(refused)], HTTPStatus.CONFLICT)
    segment = query.segment
    if act == "take-out" and request.POST.get("kind") == "chain_segment":
        segment = ""
    address = tree_address(query, segment, _view(request), done="1")
    if act == "move":
        # The handle that was held keeps the focus.
        address += f"#move-{quote(request.POST.get('segment', ''))}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _view(request: HttpRequest) -> str:
    return "graph" if request.GET.get("view") == "graph" else ""


def _shown(
    request: HttpRequest,
    query: MapQuery,
    viewer: Viewer,
    faults: Sequence[str] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    page = tree_page(
        query,
        viewer,
        faults,
        view=_view(request),
        supplier=request.GET.get("supplier", ""),
        is_done=request.GET.get("done") == "1" and not faults,
    )
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
    made = editing.new_segment(query.chain, _values(fields), query.day)
    apply_change_set(ChangeSet.of(made), viewer=viewer, reason=_reason(fields))


def _change_segment(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    uid, version = _record(fields)
    revision = Revision("chain_segment", uid, version, _values(fields))
    apply_change_set(ChangeSet.of(revision), viewer=viewer, reason=_reason(fields))


def _move_segment(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    """To `place`: a stream, `stream:` for its end, or `stream:CODE` for above that segment."""
    version = fields.get("version", "")
    if not (version.isdecimal() and len(version) < 9):
        raise FaultsError([Fault(BAD_ACT)])
    stream, separator, before = fields.get("place", "").partition(":")
    segments = segments_of(query, viewer)
    changes = move(
        segments, fields.get("segment", ""), int(version), stream, before if separator else None
    )
    if changes is not None:
        apply_change_set(changes, viewer=viewer, reason=_reason(fields))


def _add_link(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    ends = {name: fields.get(name, "") for name in ("supplier", "buyer", "flow")}
    link = editing.new_link({**ends, **_link_values(fields)})
    apply_change_set(ChangeSet.of(link), viewer=viewer, reason=_reason(fields))


def _change_link(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    uid, version = _record(fields)
    change = Revision("segment_link", uid, version, _link_values(fields))
    apply_change_set(ChangeSet.of(change), viewer=viewer, reason=_reason(fields))


def _link_values(fields: QueryDict) -> dict[str, object]:
    return {
        "essential": fields.get("essential") == "1",
        "confidence": _confidence("segment_link", fields),
        "source": fields.get("source", "").strip(),
    }


def _confidence(kind: str, fields: QueryDict) -> object:
    """What was typed in percent, read as a cell of the ledger is."""
    register, typed = register_of(kind), fields.get("confidence", "")
    column = register.column("confidence")
    try:
        text = typed_text(typed, register, column)
        return column.type.parse(text, {}) if text else column.empty
    except BadCell as bad:
        place = Place(column=column.label)
        raise FaultsError([Fault(bad.kind, place, typed, bad.facts)]) from None


def _add_trait(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    texts = ("aspect", "name", "maturity", "place", "source")
    values: dict[str, object] = {name: fields.get(name, "").strip() for name in texts}
    values["confidence"] = _confidence("segment_trait", fields)
    made = editing.new_trait(query.segment, values, query.day)
    apply_change_set(ChangeSet.of(made), viewer=viewer, reason=_reason(fields))


def _take_out(query: MapQuery, fields: QueryDict, viewer: Viewer) -> None:
    uid, version = _record(fields)
    if not fields.get("reason", "").strip():
        raise FaultsError([Fault(REASON_OF_TAKING_OUT)])
    if fields.get("kind") == "chain_segment":
        changes = editing.without_segment(query.segment, uid, version, viewer)
    else:
        kind = "segment_trait" if fields.get("kind") == "segment_trait" else "segment_link"
        changes = ChangeSet.of(Withdrawal(kind, uid, version))
    apply_change_set(changes, viewer=viewer, reason=_reason(fields))


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
    "move": _move_segment,
    "add-link": _add_link,
    "change-link": _change_link,
    "add-trait": _add_trait,
    "take-out": _take_out,
    "undo": _undo,
}
