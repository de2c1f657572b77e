"""Complexity and relatedness: the toy by hand, the equations written plainly, and empty places."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.network.plain_complexity import plain_density, plain_indices

from chainchief.network import ArrayError, complexity
from chainchief.network.complexity import advantage

TOY = np.array([[1, 1, 0], [1, 0, 1], [0, 0, 1]])


def test_the_advantages_of_the_toy():
    rca = advantage(TOY.astype(float))
    # X = 5. Place 1 has 2, product 1 has 2: (1/2)/(2/5) = 1.25; product 2 has 1: (1/2)/(1/5) = 2.5.
    assert rca[0, 0] == pytest.approx(1.25)
    assert rca[0, 1] == pytest.approx(2.5)
    # Place 3 has 1, product 3 has 2: (1/1)/(2/5) = 2.5.
    assert rca[2, 2] == pytest.approx(2.5)


def test_the_relatedness_of_the_toy():
    result = complexity(TOY)
    assert result.present.tolist() == (TOY > 0).tolist()
    assert result.diversity.tolist() == [2, 2, 1]
    assert result.ubiquity.tolist() == [2, 1, 2]
    assert result.proximity.tolist() == [[1, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 1]]
    # Place 1 has products 1 and 2: (φ_31 + φ_32) / (φ_31 + φ_32 + φ_33) = (1/2 + 0) / (3/2).
    assert result.density[0, 2] == pytest.approx(1 / 3)
    assert result.nearest_present(0, 2) == [0]


def test_the_gain_of_the_toy_by_hand():
    result = complexity(TOY)
    pci, total = result.pci, result.proximity.sum(axis=0)
    # Place 3 lacks 1 and 2. Product 1 brings it nearer to itself and to 2, and is then no gap.
    by_hand = pci[0] / total[0] + 0.5 * pci[1] / total[1] - result.density[2, 0] * pci[0]
    assert result.gain[2, 0] == pytest.approx(by_hand)
    assert result.gain[2, 2] == 0.0
    assert result.outlook[0] == pytest.approx(result.density[0, 2] * pci[2])


@st.composite
def tables(draw):
    places, products = draw(st.integers(3, 9)), draw(st.integers(3, 9))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    return rng.pareto(1.1, (places, products)) * (rng.random((places, products)) < 0.6)


@given(tables())
def test_indices_and_densities_are_those_of_the_equations(table):
    assume(table.sum() > 0)
    result = complexity(table)
    assume(result.has_order and min(result.present.shape) > 2)
    m = result.present.astype(float)
    s = m / np.sqrt(m.sum(axis=1))[:, None] / np.sqrt(m.sum(axis=0))[None, :]
    values = np.linalg.svd(s, compute_uv=False)
    # Where the second and third value are one, any mixture is an eigenvector.
    assume(values[1] - values[2] > 1e-3)
    assume(len(set(result.diversity.tolist())) > 1)
    eci, pci = plain_indices(result.present)
    assume(abs(np.corrcoef(eci, result.diversity)[0, 1]) > 1e-6)
    np.testing.assert_allclose(result.eci, eci, atol=1e-9)
    np.testing.assert_allclose(result.pci, pci, atol=1e-9)
    phi, density = plain_density(result.present)
    np.testing.assert_allclose(result.proximity, phi, atol=1e-12)
    np.testing.assert_allclose(result.density, density, atol=1e-12)


@given(tables(), st.sampled_from([1e-6, 3.0, 1e9]))
def test_the_unit_changes_nothing(table, unit):
    assume(table.sum() > 0)
    once, again = complexity(table), complexity(table * unit)
    np.testing.assert_allclose(again.rca, once.rca, rtol=1e-12)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_places_and_activities_changes_nothing(table, chance):
    assume(table.sum() > 0)
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)
    once = complexity(table)
    # Of two groups that are equally large, the first one is measured.
    assume(not once.left_out.places and not once.left_out.activities and once.has_order)
    again = complexity(table[np.ix_(rows, columns)], places=rows, activities=columns)
    assert sorted(again.places.tolist()) == once.places.tolist()
    assert np.sort(again.diversity).tolist() == np.sort(once.diversity).tolist()


@given(tables())
def test_nothing_is_ever_undefined(table):
    assume(table.sum() > 0)
    table[0] = 0.0
    assume(table.sum() > 0)
    result = complexity(table)
    for name in ("rca", "eci", "pci", "proximity", "density", "outlook", "gain"):
        assert np.isfinite(getattr(result, name)).all(), name
    assert 0 in result.left_out.places
    if result.has_order:
        assert result.eci.mean() == pytest.approx(0.0, abs=1e-9)
        assert result.eci.std() == pytest.approx(1.0, abs=1e-9)


def test_empty_places_and_activities_are_left_out_by_name():
    table = np.zeros((4, 4))
    table[:3, :3] = TOY
    result = complexity(table, places=["甲", "乙", "丙", "空"], activities=["a", "b", "c", "none"])
    assert result.left_out.places == ("空",)
    assert result.left_out.activities == ("none",)
    np.testing.assert_allclose(result.eci, complexity(TOY).eci)


def test_places_that_share_no_activity_with_the_rest_are_left_out_by_name():
    table = np.zeros((4, 4))
    table[:3, :3] = TOY
    table[3, 3] = 5.0
    assert complexity(table).left_out.places == (3,)


def test_places_that_all_do_the_same_have_no_order():
    result = complexity(np.ones((3, 2)))
    assert not result.has_order
    assert result.eci.tolist() == [0, 0, 0]


def test_equal_shares_are_an_advantage_of_one_in_spite_of_rounding():
    assert complexity(np.full((3, 7), 0.1)).present.all()


def test_shrinking_draws_small_cells_towards_one():
    table = np.array([[1000.0, 1.0], [1000.0, 0.2]])
    plain, shrunk = advantage(table), advantage(table, shrink=50.0)
    assert (np.abs(shrunk - 1) < np.abs(plain - 1) + 1e-12).all()
    assert shrunk[1, 1] == pytest.approx((0.2 + 50) / (1000.2 * 1.2 / 2001.2 + 50))


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        ([[1, -1], [1, 1]], {}, "amounts"),
        ([[1, math.nan], [1, 1]], {}, "amounts"),
        ([1, 2], {}, "1"),
        ([[0, 0], [0, 0]], {}, "没有"),
        ([[1, 1], [1, 1]], {"shrink": -1.0}, "shrink"),
        ([[1, 1], [1, 1]], {"places": ["a"]}, "places"),
    ],
)
def test_tables_without_meaning_are_refused(table, options, said):
    with pytest.raises(ArrayError, match=said):
        complexity(table, **options)


def large(places=90, products=140, seed=1):
    rng = np.random.default_rng(seed)
    able, rare = rng.random(places)[:, None], rng.random(products)[None, :]
    there = rng.random((places, products)) < 0.1 + 0.5 * able * (1 - rare)
    return rng.pareto(1.2, (places, products)) * there


@pytest.mark.parametrize("turned", [False, True])
def test_a_large_table_on_its_smaller_side_is_that_of_the_equations(turned):
    result = complexity(large().T if turned else large())
    eci, pci = plain_indices(result.present)
    np.testing.assert_allclose(result.eci, eci, atol=1e-9)
    np.testing.assert_allclose(result.pci, pci, atol=1e-9)


def test_where_the_iteration_does_not_settle_the_whole_problem_is_solved(monkeypatch):
    from scipy.sparse.linalg import ArpackNoConvergence

    from chainchief.network import complexity as face
    from chainchief.network.complexity import Complexity

    module = __import__(Complexity.__module__, fromlist=["eigsh"])
    settled = face(large())

    def never(*_given, **_options):
        raise ArpackNoConvergence("no", np.zeros(0), np.zeros((0, 0)))

    monkeypatch.setattr(module, "eigsh", never)
    np.testing.assert_allclose(face(large()).eci, settled.eci, atol=1e-9)
