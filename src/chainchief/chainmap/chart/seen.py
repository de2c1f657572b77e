"""A city read once for all, as one viewer may see it: the rights are asked anew each time."""

from dataclasses import replace
from typing import TYPE_CHECKING

from chainchief.access import policy
from chainchief.chainmap.chart.ledger import City, partial_chains, read_city, rows_of
from chainchief.ledger.registers import register_of

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer

#: What the maps themselves are made of; firms and their places are told apart by record.
_MAPS = ("chain", "chain_segment", "segment_class", "segment_link")


def seen_by(whole: City, viewer: "Viewer") -> City:
    """The same as `read_city` for the viewer, of a `whole` that was read without one."""
    if not all(_opens_all(viewer, kind) for kind in _MAPS):
        return read_city(whole.as_at, viewer, whole.year)
    if all(_opens_all(viewer, kind) for kind in ("enterprise", "enterprise_segment")):
        return whole
    codes = set(rows_of("enterprise", viewer).values_list("code", flat=True))
    firms = {code: firm for code, firm in whole.firms.items() if code in codes}
    stands = rows_of("enterprise_segment", viewer).values_list("uid", flat=True)
    uids = {str(uid) for uid in stands}
    presences = {
        chain: [each for each in there if each.firm in firms and each.cite.uid in uids]
        for chain, there in whole.presences.items()
    }
    links = [row for row in whole.links if row["entity_code"] in firms]
    partial = partial_chains(whole.as_at, presences)
    return replace(whole, firms=firms, presences=presences, links=links, partial=partial)


def _opens_all(viewer: "Viewer", kind: str) -> bool:
    return policy.reach(viewer, "see", register_of(kind).policy_class).everything
