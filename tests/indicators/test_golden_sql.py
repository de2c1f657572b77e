"""The queries that compute figures, kept as files: a changed query is looked at.

`UPDATE_GOLDEN=1` writes them anew.
"""

import os
from pathlib import Path

import ibis
import pytest
from tests.indicators.conftest import CITY, NOVEMBER

from chainchief.core.spans import Span
from chainchief.indicators.catalogue import shipped
from chainchief.indicators.cells import Wanted, cells_expression
from chainchief.indicators.selection import Pass
from chainchief.lake.schema import CLOSURE, CLOSURE_SCHEMA, schema_of
from chainchief.lake.tables import all_facts

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "started": "IND-PRJ-STARTED",
    "funds": "IND-PRJ-FUNDS-RECOGNISED",
    "either-list": "IND-PRJ-LIST-EITHER",
    "landmark-chains": "IND-CHAIN-LANDMARK",
}


class Unread:
    """An engine that knows the tables and reads none."""

    name = "none"

    def table(self, snapshot, name):
        schema = CLOSURE_SCHEMA if name == CLOSURE else schema_of(all_facts()[name])
        return ibis.table(ibis.Schema.from_pyarrow(schema), name=name)


@pytest.mark.parametrize("case", CASES)
def test_the_query_is_the_one_that_was_looked_at(case):
    catalogue = shipped()
    entry = catalogue[CASES[case]]
    one = Pass(Unread(), None, catalogue, Span.year_to(NOVEMBER), CITY, (entry,))
    sql = str(ibis.to_sql(cells_expression(one, Wanted()), dialect="duckdb")) + "\n"
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
