"""Closing every firm in turn: the same numbers, however the work is divided."""

import numpy as np
import pytest
from benchmarks.synthetic import half_essential, heavy_tailed
from tests.network.networks import random_case

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import speaking
from chainchief.network import (
    EssentialClasses,
    Network,
    cascade,
    cascade_all,
    cascade_chunks,
    joined,
    prepare,
)


@pytest.fixture(scope="module")
def city():
    network = heavy_tailed(1500, 6000, 30, seed=3, accounts=True)
    classes, _coin = half_essential(30, seed=4)
    return network, classes


@pytest.fixture(scope="module")
def ranking(city):
    network, classes = city
    return cascade_all(network, classes=classes, threads=1)


def test_one_and_two_threads_agree_bit_for_bit(city, ranking):
    network, classes = city
    again = cascade_all(network, classes=classes, threads=2)
    for name in ("firms", "esri", "downstream", "upstream", "steps"):
        assert getattr(again, name).tobytes() == getattr(ranking, name).tobytes()


def test_each_row_is_what_closing_that_firm_alone_gives(city, ranking):
    network, classes = city
    for firm in [*np.argsort(-ranking.esri)[:5].tolist(), 0, 700, 1499]:
        alone = cascade(network, [firm], classes=classes)
        assert ranking.esri[firm] == pytest.approx(alone.esri, abs=1e-12)
        assert ranking.downstream[firm] == pytest.approx(alone.downstream, abs=1e-12)
        assert ranking.upstream[firm] == pytest.approx(alone.upstream, abs=1e-12)
        assert ranking.steps[firm] == alone.steps


def test_ranges_of_firms_put_together_are_the_whole(city, ranking):
    network, classes = city
    plan = prepare(network, classes=classes)
    ranges = [range(100), range(100, 1111), range(1111, 1500)]
    parts = [part for some in ranges for part in cascade_chunks(plan, some, chunk=77)]
    whole = joined(parts, plan.eps)
    assert whole.esri.tobytes() == ranking.esri.tobytes()
    assert whole.firms.tolist() == list(range(1500))


def test_progress_is_told_after_every_chunk(city):
    network, classes = city
    told = []
    cascade_all(
        network, classes=classes, firms=range(600), progress=lambda *at: told.append(at), threads=2
    )
    assert told == [(256, 600), (512, 600), (600, 600)]


def test_no_firms_wanted_is_an_empty_ranking(city):
    network, classes = city
    assert cascade_all(network, classes=classes, firms=[]).esri.tolist() == []
    assert joined([], 1e-6).steps.tolist() == []


def test_the_stop_rule_comes_with_the_result(city):
    network, _classes = city
    assert cascade_all(network, firms=[1]).eps == 1e-6
    assert cascade_all(network, firms=[1], mode="paper").eps == 1e-2
    assert cascade_all(network, firms=[1], eps=1e-4).eps == 1e-4


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"mode": "papre"}, "Did you mean 'paper'"),
        ({"eps": -1}, "eps is -1"),
        ({"weights": [1.0]}, "weights has the shape"),
        ({"weights": np.zeros(1500)}, "All weights are nought"),
        ({"firms": [1500]}, "firms holds 1500"),
        ({"firms": [-1]}, "firms holds -1"),
    ],
)
def test_wrong_assumptions_are_refused(city, wrong, said):
    network, _classes = city
    with speaking("en"), pytest.raises(ChainChiefError, match=said):
        cascade_all(network, **wrong)


def test_wrong_closures_are_refused(city):
    network, _classes = city
    with speaking("en"), pytest.raises(ChainChiefError, match=r"1.5; shares run from 0 to 1"):
        cascade(network, {3: 1.5})
    with pytest.raises(LookupError):
        cascade(network, ["nobody"])


def test_classes_are_listed_by_label_and_others_take_the_default():
    network = Network.from_arrays(
        supplier=[0, 1], buyer=[2, 2], amount=[1, 1], industry=["ore", "gas", "steel"]
    )
    classes = EssentialClasses(default=1, pairs={("gas", "steel"): 0, ("tea", "steel"): 2})
    given = classes.of_links(network, network.out_supplier, network.out_buyer)
    assert given.tolist() == [1, 0]
    assert cascade(network, [1], classes=classes).down[2] == 0


def test_classes_outside_the_three_or_told_twice_are_refused():
    with speaking("en"), pytest.raises(ChainChiefError, match="class 3"):
        EssentialClasses(default=3)
    with speaking("en"), pytest.raises(ChainChiefError, match="two classes: 2 and 1"):
        EssentialClasses.from_arrays(["a", "a"], ["b", "b"], [2, 1])


@pytest.mark.parametrize("mode", ["accounts", "paper"])
@pytest.mark.parametrize("substitution", [True, False])
def test_many_at_once_agree_with_the_plain_equations(mode, substitution):
    case = random_case(11, 300, 1500, 9, accounts=mode == "accounts")
    eps = 1.0171e-2
    ranking = cascade_all(
        case.network(),
        classes=case.classes(),
        weights=case.weights,
        eps=eps,
        substitution=substitution,
    )
    plain = case.plain(substitution)
    for firm in range(case.n):
        both, down, up, steps = plain.index(np.eye(case.n)[firm], eps)
        assert ranking.esri[firm] == pytest.approx(both, abs=1e-9)
        assert ranking.downstream[firm] == pytest.approx(down, abs=1e-9)
        assert ranking.upstream[firm] == pytest.approx(up, abs=1e-9)
        assert ranking.steps[firm] == steps


def test_a_scenario_of_very_many_steps_ends_where_the_plain_one_does():
    # Without outside demand the orders of a cycle fade slowly.
    case = random_case(12, 60, 200, 6, accounts=False)
    plan = case.plan(eps=1e-4)
    (ranking,) = cascade_chunks(plan, range(60), threads=1)
    assert ranking.steps.max() > 64
    plain = case.plain()
    for firm in np.flatnonzero(ranking.steps > 64)[:10]:
        both, _down, _up, steps = plain.index(np.eye(case.n)[firm], 1e-4)
        assert ranking.esri[firm] == pytest.approx(both, abs=1e-9)
        assert ranking.steps[firm] == steps


def test_a_result_does_not_depend_on_which_others_it_ran_with(city, ranking):
    network, classes = city
    few = [900, 3, 77, 1200]
    alone = [cascade_all(network, classes=classes, firms=[firm]).esri[0] for firm in few]
    assert alone == ranking.esri[few].tolist()
