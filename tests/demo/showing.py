"""The city's figures of a month, as they are printed."""

from chainchief.core.spans import Month
from chainchief.dispatch.closing import snapshot_for
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.compute.engine import figures_for
from chainchief.lake.engines.engine import duckdb_engine


def figures(month="2023-11", snapshot=None):
    """Code → display, of the whole city."""
    at, catalogue = Month.parse(month), load()
    found = figures_for(snapshot_for(at, snapshot), at, catalogue=catalogue, engine=duckdb_engine())
    codes = [code for code in found.codes if not catalogue[code].parameters]
    return {code: found.get(code).display for code in codes}
