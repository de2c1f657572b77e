"""The queries that compute figures, kept as files: a changed query is looked at.

`UPDATE_GOLDEN=1` writes them anew.
"""

import os
from pathlib import Path

import pytest
from tests.indicators.conftest import CITY, NOVEMBER

from chainchief.core.spans import Span
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compute.cells import cells_query
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.lake.engines.dialects import DUCKDB
from chainchief.lake.snapshots.manifest import Snapshot

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "started": "IND-PRJ-STARTED",
    "funds": "IND-PRJ-FUNDS-RECOGNISED",
    "either-list": "IND-PRJ-LIST-EITHER",
    "landmark-chains": "IND-CHAIN-LANDMARK",
}

SPAN = Span.year_to(NOVEMBER)
PLACES = Territory(
    names={}, levels={}, containing={"371402": frozenset(["371402", CITY])}, chains={}, root=CITY
)


class Unread:
    """An engine that knows the tables and reads none."""

    name, dialect = "none", DUCKDB

    def relation(self, snapshot, name):
        return name


@pytest.mark.parametrize("case", CASES)
def test_the_query_is_the_one_that_was_looked_at(case):
    catalogue = shipped()
    indicator = catalogue[CASES[case]]
    one = SourceQuery(
        Unread(), Snapshot("s", "", 0, 0, "", {}), catalogue, SPAN, PLACES, (indicator,)
    )
    sql = cells_query(one) + "\n"
    file = GOLDEN / f"{case}.sql"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(sql, encoding="utf-8")
    assert sql == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["ROUND(", " / ", "DOUBLE", "FLOAT"])
def test_no_query_divides_or_rounds(word):
    texts = [file.read_text(encoding="utf-8").upper() for file in GOLDEN.glob("*.sql")]
    assert len(texts) == len(CASES)
    assert not any(word in text for text in texts)
