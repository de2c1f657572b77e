"""What --explain says an indicator can be compared with is what comparisons allow, no more."""

import pytest
from tests.indicators.conftest import NOVEMBER
from tests.indicators.drawn_rows import drawn_snapshot

from chainchief.cli.main import run
from chainchief.core.i18n import speaking
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparable import ways_to_compare
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.describe.explain import explained
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import MetricType, Scope
from chainchief.lake.engines.engine import duckdb_engine

#: They go through all months and years: one indicator of each nature and unit shows it.
HISTORY = {Basis.RUN, Basis.HIGHEST}


def allowed_by(comparer, figure, bases):
    found = set()
    for basis in bases:
        try:
            comparer.compare(figure, basis)
        except NotComparableError:
            continue
        found.add(basis)
    return found


def test_the_words_and_the_comparisons_agree_for_every_indicator(ledger):
    snapshot, catalogue, engine = drawn_snapshot(1000), shipped(), duckdb_engine()
    figures = figures_for(snapshot, NOVEMBER, catalogue=catalogue, engine=engine)
    comparer = Comparer(figures, snapshot, engine)
    county, shown = Scope(figures.divisions[1]), set()
    for code in figures.codes:
        indicator = catalogue[code]
        if indicator.parameters:
            continue
        told = {basis for basis, _words in ways_to_compare(indicator)}
        if indicator.nature is MetricType.OFFICIAL:
            # Whether a published rate is one of growth, only its rows say.
            told -= {Basis.AVERAGE}
        like = indicator.nature, indicator.unit.dimension
        bases = set(Basis) - (HISTORY if like in shown else set())
        shown.add(like)
        assert allowed_by(comparer, figures.get(code, county), bases) == told & bases, code


def test_the_month_before_is_never_among_them():
    told = {basis for indicator in shipped() for basis, _words in ways_to_compare(indicator)}
    assert told == set(Basis) - {Basis.MONTH_BEFORE}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("IND-PRJ-STARTED", "上年同期，以百分比计 [yoy]"),
        ("IND-FRM-REVENUE", "上年同期，只比两期都有数的企业 [yoy]"),
        ("IND-OFF-IVA-GROWTH", "上年同期，以百分点计 [yoy]"),
        ("IND-RNK-MS", "可比较: 上年位次 [yoy-difference]、通报公布的位次 [rank]"),
        ("IND-PRJ-WAFER12", "可比较: 无"),
    ],
)
def test_explain_says_it_in_words(capsys, code, said):
    assert run(["figures", "--explain", code]) == 0
    assert said in capsys.readouterr().out


def test_explain_says_it_in_english():
    catalogue = shipped()
    with speaking("en"):
        said = explained(catalogue["IND-RPT-ON-TIME"], catalogue)
    assert "compared with: the same period of last year, in percent [yoy]" in said
    assert "due: day 8 of the month after; on a weekend the Monday after; of 2023-09 on" in said
    assert "counted: of the last month of the span" in said
