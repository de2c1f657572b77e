"""Who and what stands around a firm: who answers, visits with their promises, difficulties."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.ledger.registers import choice_order, choice_word, register_of
from chainchief.web.frame.visible import address_of, doors, holding_on, records_of
from chainchief.web.registers.lists.found_out import days_left, derived_cells
from chainchief.web.registers.query import IS
from chainchief.web.registers.records.look import Block, LookLine
from chainchief.web.registers.selection import with_all_derived

#: As many of each sort; the others stand in their list.
SHOWN = 5


def list_of(kind: str, column: str, code: str) -> str:
    """The address of the records of a kind that name this one."""
    return f"{reverse('record-list', args=[kind])}?{IS}{column}={code}"


def answering_for(chain: str, viewer: Viewer) -> Block:
    """Whoever holds a duty in the chain today."""
    title = _("Who answers for its chain")
    if not chain:
        return Block(title, [])
    held = records_of("duty", viewer).filter(holding_on(clock.today()), chain=chain)
    order = choice_order("duty", "role")
    duties = sorted(held.select_related("person"), key=lambda duty: order[duty.role])
    known = doors((("person", str(duty.person.uid)) for duty in duties[:SHOWN]), viewer)
    return Block(
        title,
        [
            LookLine(
                duty.person.name,
                known.get(("person", str(duty.person.uid)), ""),
                [choice_word("duty", "role", duty.role), duty.person.post],
            )
            for duty in duties[:SHOWN]
        ],
    )


def officers_of(firm: str, viewer: Viewer) -> Block:
    """The service officers of the firm today."""
    title = _("Service officers")
    if not firm:
        return Block(title, [])
    held = records_of("service_officer", viewer).filter(holding_on(clock.today()), enterprise=firm)
    officers = list(held.select_related("person").order_by("valid_from")[:SHOWN])
    known = doors((("person", str(each.person.uid)) for each in officers), viewer)
    return Block(
        title,
        [
            LookLine(
                each.person.name,
                known.get(("person", str(each.person.uid)), ""),
                [each.person.post, _("since {}").format(each.valid_from.isoformat())],
            )
            for each in officers
        ],
    )


def visits_to(firm: str, viewer: Viewer) -> Block:
    """The newest visits to the firm, each with what was promised and whether it is done."""
    title = _("Visits and what was promised")
    if not firm:
        return Block(title, [])
    called = records_of("visited_enterprise", viewer).filter(enterprise=firm)
    visits = records_of("visit", viewer).filter(code__in=called.values("visit"))
    newest = list(visits.order_by("-occurred_on")[: SHOWN + 1])
    return Block(
        title,
        [_visit(visit) for visit in newest[:SHOWN]],
        more=_("All of them") if len(newest) > SHOWN else "",
        address=list_of("visited_enterprise", "enterprise", firm),
    )


def _visit(visit: Any) -> LookLine:
    words, today = [visit.occurred_on.isoformat()], clock.today()
    is_late = False
    if visit.next_step:
        words.append(_("promised: {}").format(visit.next_step))
        if visit.next_done:
            words.append(_("done on {}").format(visit.next_done.isoformat()))
        elif visit.next_due:
            is_late = visit.next_due < today
            words.append(_("due on {}").format(visit.next_due.isoformat()))
    elif visit.result:
        words.append(visit.result)
    return LookLine(visit.name, address_of("visit", visit.uid), words, is_late)


def difficulties_of(firm: str, viewer: Viewer) -> Block:
    """The firm's difficulties, the open ones first, each with where it stands."""
    title = _("Difficulties of the firm")
    if not firm:
        return Block(title, [])
    rows = _of_firm("difficulty", firm, viewer).select_related("host")
    rows = rows.alias(is_over=Q(confirmed_on__isnull=False)).order_by("is_over", "-received_on")
    found = list(rows[: SHOWN + 1])
    return Block(
        title,
        [_difficulty(each) for each in found[:SHOWN]],
        more=_("All of them") if len(found) > SHOWN else "",
        address=list_of("difficulty", "enterprise", firm),
    )


def _difficulty(one: Any) -> LookLine:
    (status,) = derived_cells(register_of("difficulty"), vars(one))
    words = filter(None, (status.text, days_left(vars(one)), one.host.name))
    is_late = one.derived_status == "overdue"
    return LookLine(one.name, address_of("difficulty", one.uid), list(words), is_late)


def projects_of(firm: str, viewer: Viewer) -> Block:
    """The firm's projects with the stage that each reached and its last report."""
    found = list(_of_firm("project", firm, viewer).order_by("-code")[: SHOWN + 1])
    return Block(
        _("Its projects"),
        [_project(each) for each in found[:SHOWN]],
        more=_("All of them") if len(found) > SHOWN else "",
        address=list_of("project", "enterprise", firm),
    )


def _project(one: Any) -> LookLine:
    stage, month = derived_cells(register_of("project"), vars(one))
    words = [stage.text or _("no stage reported"), _("last report {}").format(month.text or "—")]
    return LookLine(one.name, address_of("project", one.uid), words)


def _of_firm(kind: str, firm: str, viewer: Viewer) -> "QuerySet[Any, Any]":
    """Its records with what the list of the kind derives."""
    return with_all_derived(
        records_of(kind, viewer).filter(enterprise=firm), register_of(kind), viewer
    )


def policies_for(firm: str, chain: str, viewer: Viewer) -> Block:
    """Policies by which this firm or others of its chain were rewarded: nothing more is known."""
    rewards = records_of("reward", viewer)
    applicable = Q(enterprise=firm) | (Q(chain=chain) if chain else Q(pk__in=[]))
    fitting = rewards.filter(applicable).values("policy")
    policies = records_of("policy", viewer).filter(code__in=fitting).order_by("-code")[:SHOWN]
    return Block(
        _("Policies that may fit"),
        [
            LookLine(each.name, address_of("policy", each.uid), list(filter(None, [each.rule])))
            for each in policies
        ],
        note=_("Firms of its chain were rewarded by these."),
    )
