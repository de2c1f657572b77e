"""A visit as papers: before it the firms in one look, after it what came of it."""

import uuid
from typing import Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.desk.people import names_for
from chainchief.ledger.kinds.lead.models import LeadState
from chainchief.ledger.kinds.meeting.models import Instruction
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.registers import choice_order, choice_word
from chainchief.web.dossiers.dossier import Cell, Dossier, Table
from chainchief.web.dossiers.pack import tasks_table
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of, holding_on, records_of
from chainchief.web.registers.records.counted_in import counted_page
from chainchief.web.registers.records.firm_look import firm_look
from chainchief.web.registers.records.look import Look
from chainchief.web.registers.records.people import (
    difficulties_of,
    policies_for,
    projects_of,
    visits_to,
)

BRIEF, FILE = "brief", "file"


def visit_of(uid: uuid.UUID, viewer: Viewer) -> Any:
    """The visit, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    rows = records_of("visit", viewer).filter(uid=uid)
    found = rows.select_related("chain", "division").first()
    if found is None:
        raise WrongUseError(_("There is no such visit, or it is not open to you."))
    return found


def brief_of(visit: Any, viewer: Viewer, verb: str = "see") -> Dossier:
    """Tell what to know before: who goes, who is called on, each firm in one look.

    To take it along (`verb` is export) a viewer needs that right to each sort of what is in it.
    """
    tables = [_company(visit, viewer), *_called_on(visit, viewer)]
    for firm in _firms(visit, viewer):
        tables += _firm(firm, viewer, verb)
    return _dossier(visit, viewer, BRIEF, tables)


def file_of(visit: Any, viewer: Viewer, verb: str = "see") -> Dossier:
    """Tell what came of it: result, promises, tasks, difficulties, what it counts in."""
    tasks = records_of(Task.kind, viewer).filter(visit=visit.code)
    tasks = tasks.select_related("chain", "division", "host", "given_by").order_by("due_on")
    tables = [
        *_called_on(visit, viewer),
        tasks_table(_("Tasks from this visit"), list(tasks), viewer),
        _instructions(visit, viewer),
        _difficulties(visit, viewer),
        _leads(visit, viewer),
        _counts(visit, viewer, verb),
    ]
    return _dossier(visit, viewer, FILE, tables)


def _dossier(visit: Any, viewer: Viewer, form: str, tables: list[Table]) -> Dossier:
    purposes = records_of("visit_purpose", viewer).filter(visit=visit.code)
    served = [
        choice_word("visit_purpose", "purpose", one.purpose) for one in purposes.order_by("purpose")
    ]
    led_by = choice_word("visit", "led_by", visit.led_by)
    leader = names_for(viewer, [visit.leader_id]).get(visit.leader_id or "", "")
    facts = [
        (_("led by"), f"{leader}（{led_by}）" if leader else led_by),
        (_("form"), choice_word("visit", "form", visit.form)),
        (_("destination"), visit.destination),
        (
            _("purposes"),
            _("{names}; one trip, counted once for each").format(names="、".join(served))
            if served
            else "",
        ),
        (_("event"), _event(visit, viewer)),
    ]
    if form == FILE:
        due = f"（{visit.next_due}）" if visit.next_due else ""
        done = visit.next_done.isoformat() if visit.next_done else ""
        facts += [
            (_("result"), visit.result),
            (_("next step"), f"{visit.next_step}{due}" if visit.next_step else ""),
            (_("next step done on"), done),
            (_("reported on"), visit.reported_on.isoformat()),
        ]
    other = FILE if form == BRIEF else BRIEF
    titles = {BRIEF: _("Brief before the visit"), FILE: _("File of the trip")}
    there = reverse("visit-dossier", args=[visit.uid, other])
    acts = [(titles[other], there), (_("Record and history"), address_of("visit", visit.uid))]
    if visit.next_step and policy.allowed(viewer, "assign", "chain"):
        make = f"{reverse('task-new')}?visit={visit.code}"
        acts.insert(0, (_("Make a task of the promise"), make))
    downloads = []
    if policy.allowed(viewer, "export", "chain"):
        place = reverse("visit-dossier-file", args=[visit.uid, form])
        downloads.append((_("Take along (DOCX)"), place))
    return Dossier(
        title=f"{titles[form]}：{visit.name}",
        crumbs=[
            Crumb(_("Meetings"), reverse("meetings")),
            Crumb(visit.code, address_of("visit", visit.uid)),
            Crumb(titles[form]),
        ],
        as_at=[
            visit.occurred_on.isoformat(),
            visit.chain.name if visit.chain else visit.division.name,
        ],
        facts=[fact for fact in facts if fact[1]],
        tables=tables,
        downloads=downloads,
        acts=acts,
    )


def _event(visit: Any, viewer: Viewer) -> str:
    known = records_of("event", viewer).filter(code=visit.event_id)
    return str(known.values_list("name", flat=True).first() or "") if visit.event_id else ""


def _company(visit: Any, viewer: Viewer) -> Table:
    """Whoever answers for the chain on the day: they go, or send somebody."""
    duties = records_of("duty", viewer).filter(
        holding_on(visit.occurred_on), chain=visit.chain_id, chain__isnull=False
    )
    order = choice_order("duty", "role")
    held = sorted(
        duties.select_related("person__organisation"),
        key=lambda duty: (order[duty.role], duty.code),
    )
    return Table(
        _("Chief, deputy and task force of the chain"),
        [_("Name"), _("Role"), _("Post"), _("Office")],
        [
            [
                Cell(duty.person.name),
                Cell(choice_word("duty", "role", duty.role)),
                Cell(duty.person.post),
                Cell(duty.person.organisation.name if duty.person.organisation else ""),
            ]
            for duty in held
        ],
    )


def _called_on(visit: Any, viewer: Viewer) -> list[Table]:
    """Bodies from elsewhere, each with the purpose it served."""
    rows = records_of("visited_organisation", viewer).filter(visit=visit.code)
    found = list(rows.select_related("organisation").order_by("code"))
    if not found:
        return []
    return [
        Table(
            _("Called on elsewhere"),
            [_("Organisation"), _("Place"), _("Purpose of the visit")],
            [
                [
                    Cell(one.organisation.name, address_of("organisation", one.organisation.uid)),
                    Cell(one.organisation.place),
                    Cell(choice_word("visited_organisation", "purpose", one.purpose)),
                ]
                for one in found
            ],
        )
    ]


def _firms(visit: Any, viewer: Viewer) -> list[dict[str, Any]]:
    rows = records_of("visited_enterprise", viewer).filter(visit=visit.code)
    codes = rows.order_by("code").values_list("enterprise_id", flat=True)
    known = records_of("enterprise", viewer).filter(code__in=list(codes)).order_by("code")
    return [
        {"code": firm.code, "chain": firm.chain_id, "name": firm.name, "uid": firm.uid}
        for firm in known
    ]


def _firm(firm: dict[str, Any], viewer: Viewer, verb: str) -> list[Table]:
    """One firm in one look: its place, projects, difficulties, visits, officers, policies."""
    look = _look(firm, viewer, verb)
    rows = [[Cell(fact.title), Cell(fact.value), Cell(fact.detail)] for fact in look.facts]
    needs = records_of("financing_need", viewer).filter(enterprise=firm["code"], closed_on=None)
    needs = needs if policy.allowed(viewer, verb, "bank") else needs.none()
    rows += [
        [
            Cell(_("financing need")),
            Cell(need.name, address_of("financing_need", need.uid)),
            Cell(str(need.raised_on)),
        ]
        for need in needs.order_by("-raised_on")
    ]
    for block in look.blocks:
        rows += [
            [
                Cell(block.title),
                Cell(line.name, line.address),
                Cell(" · ".join(words for words in line.words if words)),
            ]
            for line in block.lines
        ]
    return [Table(firm["name"], [_("What"), _("Name"), _("Details")], rows)]


def _look(firm: dict[str, Any], viewer: Viewer, verb: str) -> Look:
    """What is of the firm itself only where the viewer has the right to that."""
    if policy.allowed(viewer, verb, "firm"):
        return firm_look(firm, viewer)
    code = firm["code"]
    blocks = [
        *([projects_of(code, viewer)] if policy.allowed(viewer, verb, "county") else []),
        difficulties_of(code, viewer),
        visits_to(code, viewer),
        policies_for(code, firm["chain"] or "", viewer),
    ]
    return Look(facts=[], blocks=[block for block in blocks if block.lines])


def _instructions(visit: Any, viewer: Viewer) -> Table:
    found = records_of(Instruction.kind, viewer).filter(visit=visit.code)
    rows = list(found.order_by("given_on", "code"))
    names = names_for(viewer, (one.given_by_id for one in rows))
    return Table(
        _("Instructions"),
        [_("Words of the instruction"), _("Given by"), _("Given on")],
        [
            [
                Cell(one.words),
                Cell(names.get(one.given_by_id or "", "")),
                Cell(str(one.given_on)),
            ]
            for one in rows
        ],
    )


def _difficulties(visit: Any, viewer: Viewer) -> Table:
    rows = records_of("difficulty", viewer).filter(visit=visit.code)
    firms = records_of("enterprise", viewer).filter(code__in=rows.values("enterprise"))
    names = dict(firms.values_list("code", "name"))
    return Table(
        _("Difficulties that firms told of"),
        [_("Difficulty"), _("Firm"), _("Who said so"), _("Office in charge")],
        [
            [
                Cell(one.name, reverse("desk-case", args=[one.uid])),
                Cell(names.get(one.enterprise_id, "—")),
                Cell(one.informant),
                Cell(one.host.name),
            ]
            for one in rows.select_related("host").order_by("code")
        ],
    )


def _leads(visit: Any, viewer: Viewer) -> Table:
    rows = records_of("lead", viewer).filter(visit=visit.code)
    return Table(
        _("Leads that came of it"),
        [_("Lead"), _("Unit of first talk"), _("State")],
        [
            [
                Cell(one.name, address_of("lead", one.uid)),
                Cell((one.first_division or one.division).name),
                Cell(_(str(LeadState(one.state).label))),
            ]
            for one in rows.select_related("division", "first_division").order_by("code")
        ],
    )


def _counts(visit: Any, viewer: Viewer, verb: str) -> Table:
    """Figures that it counts in, once for each purpose; each a door to the receipt."""
    heads = [_("Figure"), _("Value"), _("What it adds")]
    if not policy.allowed(viewer, verb, "figures"):
        return Table(_("Counted in"), heads, [])
    page = counted_page("visit", str(visit.uid), viewer)
    counted = [*page.first, *page.rest] if page else []
    return Table(
        _("Counted in"),
        heads,
        [
            [Cell(one.name, one.address), Cell(one.display), Cell("、".join(one.amounts))]
            for one in counted
        ],
        page.title if page else "",
    )
