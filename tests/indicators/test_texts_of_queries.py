"""A query is written once per process for what it says, and its tables are verified every time."""

from dataclasses import replace

import pytest
from tests.indicators.conftest import CITY, NOVEMBER

from chainchief.core.spans import Span
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.compute.cells import cells_query
from chainchief.indicators.compute.contribution_steps import Contributions, contributions_query
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.lake.engines.dialects import DUCKDB, SPARK
from chainchief.lake.snapshots.manifest import Snapshot, TableFile

CATALOGUE = shipped()
FUNDS, STARTED = CATALOGUE["IND-PRJ-FUNDS-RECOGNISED"], CATALOGUE["IND-PRJ-STARTED"]


class Engine:
    """Names tables and remembers which were asked for."""

    def __init__(self, dialect=DUCKDB):
        self.dialect, self.asked = dialect, []

    def relation(self, snapshot, name):
        self.asked.append(name)
        return f"{name}_{snapshot.tables[name].sha256}" if name in snapshot.tables else name


@pytest.fixture
def writings(monkeypatch):
    """How often contributions were written anew."""
    made = []
    steps = Contributions.steps
    monkeypatch.setattr(Contributions, "steps", lambda self: made.append(self) or steps(self))
    return made


def a_pass(indicator=STARTED, engine=None, content="a", county="371402"):
    place = Territory({}, {}, {county: frozenset([county, CITY])}, {}, CITY)
    tables = {"project_stage": TableFile(content, 1, {})}
    kept = Snapshot("s", "", 0, 0, "", tables)
    return SourceQuery(
        engine or Engine(), kept, CATALOGUE, Span.year_to(NOVEMBER), place, (indicator,)
    )


def test_the_second_time_nothing_is_written_but_every_table_is_verified(writings):
    first, again = Engine(), Engine()
    text = cells_query(a_pass(engine=first, content="once"))
    written = len(writings)
    assert cells_query(a_pass(engine=again, content="once")) == text
    assert len(writings) == written
    assert set(again.asked) == set(first.asked) == {"project_stage", "chain"}


def test_whatever_a_text_is_made_of_makes_it_another_one():
    one = a_pass(FUNDS)
    known = {"IND-PRJ-STARTED": ("kept_1", "c0")}
    others = [
        replace(one, known=known),
        replace(one, known={"IND-PRJ-STARTED": ("kept_2", "c0")}),
        replace(one, span=Span.parse("2023-02..2023-11")),
        replace(one, entries=(STARTED,)),
        replace(one, engine=Engine(SPARK)),
        a_pass(FUNDS, content="b"),
        a_pass(FUNDS, county="371403"),
    ]
    texts = [query(each) for each in (one, *others) for query in (cells_query, contributions_query)]
    assert len(set(texts)) == len(texts)
    assert texts == [
        query(each) for each in (one, *others) for query in (cells_query, contributions_query)
    ]


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("project", True),
        ("project_stage", True),
        ("award_enterprise", True),
        ("financing_offer", True),
        ("firm_month", True),
        ("project_report", False),
        ("project_investment", False),
        ("enterprise_role", False),
        ("agreement_member", False),
        ("visited_enterprise", False),
    ],
)
def test_entities_stand_in_one_place_where_unit_and_chain_are_their_own(source, own):
    """Not where units share amounts, nor where the row has a chain or unit of its own."""
    assert source_of(source).places_entities is own
