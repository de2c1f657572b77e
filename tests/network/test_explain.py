"""Why a loss came about: rows by supplier and buyer, paths, and a residual; they add up."""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.network.networks import cases, random_case, seeds, shock_of

from chainchief.core.errors import ChainChiefError
from chainchief.network import CAUSES, EssentialClasses, Network, attribute, cascade, explain


def line():
    """ore → steel → cars, and steel also buys gas; cars sell only abroad."""
    return Network.from_arrays(
        supplier=["ore", "gas", "steel"],
        buyer=["steel", "steel", "cars"],
        amount=[60.0, 40.0, 100.0],
        industry=["ore", "gas", "steel", "cars"],
        firm_ids=["ore", "gas", "steel", "cars"],
        revenue=[60, 40, 400, 500],
    )


def named(network, path):
    return [network.firm_ids[firm] for firm in path.firms]


def test_each_loss_is_given_to_the_supplier_that_failed():
    result = cascade(line(), {"ore": 0.5}, classes=EssentialClasses(default=1))
    rows = attribute(result)
    ids = rows.cascade.network.firm_ids
    told = [
        (ids[f], ids[t] if t >= 0 else None, CAUSES[c], round(float(x), 9))
        for f, t, c, x in zip(rows.firm, rows.through, rows.cause, rows.loss, strict=True)
    ]
    assert told == [
        ("ore", None, "own", 0.5),
        ("steel", "ore", "input", 0.3),
        ("cars", "steel", "input", 0.3),
    ]


def test_lost_orders_are_given_to_the_buyers():
    result = cascade(line(), ["cars"])
    rows = attribute(result)
    steel = rows.start[2]
    assert CAUSES[rows.cause[steel]] == "orders"
    assert rows.through[steel] == 3
    # Steel sells a quarter of its revenue to the car maker; ore sells all it has to steel.
    assert rows.loss[steel] == pytest.approx(0.25)
    assert rows.loss[rows.start[0]] == pytest.approx(0.25)


def test_only_the_essential_input_that_is_scarcest_explains():
    result = cascade(line(), {"ore": 0.5, "gas": 0.75})
    rows = attribute(result)
    steel = slice(rows.start[2], rows.start[3])
    assert rows.through[steel].tolist() == [1]
    assert [CAUSES[c] for c in rows.cause[steel]] == ["essential input"]
    assert rows.loss[steel] == pytest.approx([0.75])


def test_paths_lead_back_to_the_firm_that_stopped():
    result = cascade(line(), {"ore": 0.5}, weights=[0, 0, 0, 1])
    told = explain(result, depth=2)
    assert [named(line(), path) for path in told.paths] == [["cars", "steel", "ore"]]
    assert told.paths[0].traced
    assert told.paths[0].causes == ("essential input", "essential input")
    assert told.total == pytest.approx(0.5)
    assert told.residual == pytest.approx(0, abs=1e-15)


def test_a_lesser_depth_ends_the_paths_earlier():
    told = explain(cascade(line(), {"ore": 0.5}), firm="cars", depth=1)
    assert [named(line(), path) for path in told.paths] == [["cars", "steel"]]
    assert not told.paths[0].traced
    assert told.paths[0].loss == pytest.approx(0.5)


def test_the_rows_left_out_are_in_the_residual():
    result = random_case(2, 60, 240, 6, True).run(shock_of(random_case(2, 60, 1, 1, True), 3))
    told = explain(result, depth=3, most=5)
    assert len(told.paths) == 5
    assert told.residual > 0
    assert told.residual + sum(path.loss for path in told.paths) == pytest.approx(result.esri)
    everything = explain(result, depth=2, most=100_000)
    assert everything.residual == pytest.approx(0, abs=1e-9)
    assert [path.loss for path in everything.paths] == sorted(
        (path.loss for path in everything.paths), reverse=True
    )


@settings(max_examples=80, deadline=None)
@given(cases, seeds)
def test_rows_add_up_to_each_loss_and_to_the_index(case, seed):
    result = case.run(shock_of(case, seed))
    rows = attribute(result)
    per_firm = np.bincount(rows.firm, rows.loss, case.n)
    assert per_firm == pytest.approx(result.losses, abs=1e-12)
    assert rows.weighted.sum() == pytest.approx(result.esri, abs=1e-12)
    assert (rows.loss > 0).all()
    # Only what was kept back as negligible can be missing at the final state.
    assert rows.loss[rows.cause == CAUSES.index("residual")].sum() < 1e-9


@settings(max_examples=40, deadline=None)
@given(cases, seeds)
def test_paths_and_residual_add_up_to_the_index(case, seed):
    result = case.run(shock_of(case, seed))
    told = explain(result, depth=1 + seed % 4, most=1 + seed % 30)
    assert told.total == pytest.approx(result.esri, abs=1e-12)
    assert told.residual > -1e-9
    assert all(len(path.firms) == len(path.causes) + 1 for path in told.paths)


def test_a_depth_below_one_is_refused():
    with pytest.raises(ChainChiefError):
        explain(cascade(line(), ["ore"]), depth=0)
