"""What can be chosen where a task or a meeting is written down: units, chains, offices, people."""

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.web.frame import today
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import holding_on


def unit_choices(viewer: Viewer) -> list[Choice]:
    """The city first, then its units; of whoever is limited to units, these alone."""
    rows = Division.objects.filter(level__in=(Level.CITY, Level.COUNTY, Level.ZONE))
    own = viewer.own(Dimension.DIVISION)
    if own:
        rows = rows.filter(code__in=own)
    found = sorted(rows, key=lambda unit: (unit.level != Level.CITY, unit.code))
    return [Choice(unit.code, unit.name) for unit in found]


def chain_choices(viewer: Viewer, verb: str = "assign") -> list[Choice]:
    """The chains in force; of whoever is limited to chains, these alone."""
    rows = Chain.objects.filter(holding_on(today.day()), withdrawn_on=None)
    own = viewer.own(Dimension.CHAIN)
    if own and not policy.reach(viewer, verb, "chain").everything:
        rows = rows.filter(code__in=own)
    return [Choice(code, name) for code, name in rows.order_by("code").values_list("code", "name")]
