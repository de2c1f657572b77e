"""A firm in one look: its place in the chains, projects, difficulties, visits, neighbours."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.ledger.registers import choice_word
from chainchief.web.frame.visible import address_of, holding_on, records_of
from chainchief.web.registers.records.look import Block, Fact, Look, LookLine
from chainchief.web.registers.records.people import (
    SHOWN,
    difficulties_of,
    officers_of,
    policies_for,
    projects_of,
    visits_to,
)


def firm_look(row: Mapping[str, Any], viewer: Viewer) -> Look:
    code, chain = row["code"], row.get("chain") or ""
    segments = list(
        records_of("enterprise_segment", viewer)
        .filter(holding_on(clock.today()), enterprise=code)
        .select_related("segment__chain")
    )
    blocks = [
        projects_of(code, viewer),
        difficulties_of(code, viewer),
        visits_to(code, viewer),
        officers_of(code, viewer),
        _stop_of(code, segments, viewer),
        *_neighbours(code, [each.segment_id for each in segments], viewer),
        policies_for(code, chain, viewer),
    ]
    return Look(
        facts=_facts(code, segments, viewer),
        blocks=[block for block in blocks if block.lines],
        fetched=[(_("Policies for it"), reverse("firm-policies", args=[row["uid"]]))],
    )


def _facts(code: str, segments: Iterable[Any], viewer: Viewer) -> list[Fact]:
    roles = records_of("enterprise_role", viewer).filter(holding_on(clock.today()), enterprise=code)
    facts = [
        Fact(choice_word("enterprise_role", "role", role.role), role.chain.name, role.notice)
        for role in roles.select_related("chain")
    ]
    named = [each.segment.name for each in segments]
    if named:
        facts.append(Fact(_("in the chain as"), listed(named)))
    return facts


def _stop_of(code: str, segments: Iterable[Any], viewer: Viewer) -> Block:
    """Doors to what would happen if it stopped, in each chain that it works in."""
    chains = {each.segment.chain.code: each.segment.chain.name for each in segments}
    lines = [
        LookLine(name, f"{reverse('chain-what-if', args=[chain])}?{urlencode({'firm': code})}")
        for chain, name in sorted(chains.items())
        if policy.allowed(viewer, "see", "reference")
    ]
    return Block(_("What stops with it, in the chain"), lines)


def _neighbours(code: str, segments: list[str], viewer: Viewer) -> list[Block]:
    """Firms of the city in the segments that supply its own, and in those that buy from them.

    Who really trades with whom the register does not know: it knows what flows between segments.
    """
    links = records_of("segment_link", viewer)
    supplying = links.filter(buyer__in=segments).values_list("supplier", flat=True)
    buying = links.filter(supplier__in=segments).values_list("buyer", flat=True)
    note = _("By what flows between their segments of the chain.")
    return [
        _firms_in(_("Could supply it"), list(supplying), code, note, viewer),
        _firms_in(_("Could buy from it"), list(buying), code, note, viewer),
    ]


def _firms_in(title: str, segments: list[str], code: str, note: str, viewer: Viewer) -> Block:
    held = records_of("enterprise_segment", viewer).filter(
        holding_on(clock.today()), segment__in=segments, enterprise__withdrawn_on=None
    )
    firms = records_of("enterprise", viewer).filter(
        code__in=held.exclude(enterprise=code).values("enterprise")
    )
    found = list(firms.select_related("division").order_by("-revenue", "code")[: SHOWN + 1])
    lines = [
        LookLine(each.name, address_of("enterprise", each.uid), [each.division.name])
        for each in found[:SHOWN]
    ]
    return Block(title, lines, note=note)
