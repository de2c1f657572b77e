"""Who may try a definition: it may tell no more than its author could look up."""

from collections.abc import Iterator

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.figures import MetricType, Scope
from chainchief.indicators.reach import require_reach
from chainchief.ledger.queries.reach import codes_in_reach
from chainchief.ledger.registers import all_registers, register_of

#: The policy class of what firms report in feeds, which have no register.
_FIRM = "firm"


def require_rights(
    viewer: Viewer, indicator: Indicator, catalogue: Catalogue, scope: Scope, territory: Territory
) -> None:
    """`NotAllowedError` where the viewer may not see the cell, or the records behind it."""
    require_reach(viewer, scope, territory)
    for policy_class in sorted(set(_classes_read(indicator, catalogue))):
        policy.require(viewer, "see", policy_class)
    for kind, code in _records_named(indicator, catalogue):
        if code not in codes_in_reach(viewer, register_of(kind), [code]):
            raise NotAllowedError(
                _("{viewer} may not see the record {code}.").format(viewer=viewer.name, code=code)
            )


def _classes_read(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    """The policy classes of all tables that it reads or joins, and of what it rests on."""
    if indicator.source:
        source = source_of(indicator.source)
        yield _class_of(source.row_kind)
        shown = (*indicator.receipt, *(c for each in indicator.where for c in each.columns))
        for name in (*shown, indicator.measure.distinct, indicator.named_by):
            attribute = source.attributes.get(name)
            if attribute is not None and attribute.table:
                yield _class_of(attribute.table)
    for code in indicator.refers_to:
        yield from _classes_read(catalogue[code], catalogue)


def _class_of(kind: str) -> str:
    return register_of(kind).policy_class if kind in all_registers() else _FIRM


def _records_named(indicator: Indicator, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Kind and code of the records that it looks up one by one."""
    if indicator.nature is MetricType.RECORD and indicator.record:
        yield source_of(indicator.source).entity_kind, indicator.record
    for code in indicator.refers_to:
        yield from _records_named(catalogue[code], catalogue)
