"""The cascade agrees with its equations written plainly, and has the properties they promise."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.network.networks import EPS, cases, random_case, seeds, shock_of

from chainchief.network import cascade_chunks, cascade_of, joined
from chainchief.network.cascade.bits import U
from chainchief.network.cascade.ending import _ask_customers, _list_doubtful, _tell_those_hurt
from chainchief.network.cascade.orders import push_up, settle_up
from chainchief.network.cascade.plan import negligible
from chainchief.network.cascade.push import begin, list_down, settle_down, tell_buyers
from chainchief.network.cascade.spread import _spread_to_score, spread, step_down
from chainchief.network.cascade.sweep import sweep_down, sweep_up
from chainchief.network.cascade.work import score_and_clear, workspace

rounds = settings(max_examples=150, deadline=None)
fewer = settings(max_examples=60, deadline=None)


def worst_difference(case, psi, eps, substitution):
    ours = case.run(psi, eps=eps, substitution=substitution)
    down, up, steps = case.plain(substitution).losses(psi, eps)
    assert ours.steps == steps
    return max(np.abs(ours.down - down).max(), np.abs(ours.up - up).max())


@rounds
@given(cases, seeds, st.sampled_from(EPS), st.booleans())
def test_it_agrees_with_the_plain_equations(case, seed, eps, substitution):
    assert worst_difference(case, shock_of(case, seed), eps, substitution) < 1e-9


@pytest.mark.parametrize("substitution", [True, False])
@pytest.mark.parametrize("accounts", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_where_firms_fill_many_words_of_a_set(seed, accounts, substitution):
    # Firms are kept in sets of 64 to a word and eight words to a stride: more than one of each.
    case = random_case(seed, 700, 2600, 12, accounts)
    # Without outside demand the plain equations take thousands of steps to a small eps.
    for firm in range(3):
        psi = np.zeros(case.n)
        psi[firm] = 1.0
        for eps in (1.03e-9, 1.03e-6) if accounts else (1.03e-3, 1.03e-2):
            assert worst_difference(case, psi, eps, substitution) < 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_back_shifts_a_level_by_no_more_than_itself_in_each_step(seed):
    case = random_case(seed, 700, 2600, 12, True)
    psi = np.zeros(case.n)
    psi[:3] = 1.0
    for eps in (1.03e-6, 1.03e-3, 1.03e-1):
        ours = case.run(psi, eps=eps, substitution=False)
        down, up, steps = case.plain(False).losses(psi, eps)
        bound = steps * negligible(eps) + 1e-13
        assert np.abs(ours.down - down).max() <= bound
        assert np.abs(ours.up - up).max() <= bound


def test_a_finer_stop_rule_keeps_less_back():
    assert [negligible(eps) for eps in (0.0, 1e-6, 1e-2)] == [1e-12, 1e-12, 5e-10]


def test_a_scenario_leaves_its_scratch_space_as_it_found_it():
    plan = random_case(1, 400, 700, 12, True).plan(eps=1e-9)
    work, fresh, score = workspace(plan.push), workspace(plan.push), np.zeros(3)
    kept = {"listed", "change", "fewer", "fall", "suppliers", "pushed"}
    for firm in range(400):
        spread(plan.push, work, np.array([firm], np.int32), np.ones(1), True, 1e-9)
        assert work.down[firm] == 1.0
        score_and_clear(plan.push, work, score)
        for name in set(work._fields) - kept:
            assert getattr(work, name).tobytes() == getattr(fresh, name).tobytes(), name
    assert work.pushed[0] > 400


def test_a_score_is_the_weighted_sum_of_the_losses():
    case = random_case(8, 90, 300, 7, True)
    plan = case.plan()
    work, score = workspace(plan.push), np.zeros(3)
    for firm in range(0, 90, 7):
        result = case.run(np.eye(90)[firm])
        spread(plan.push, work, plan.position[[firm]], np.ones(1), True, plan.eps)
        score_and_clear(plan.push, work, score)
        wanted = [result.esri, result.downstream, result.upstream]
        assert score.tolist() == pytest.approx(wanted, abs=1e-14)


@rounds
@given(cases, st.sampled_from([*EPS, 0.1]), st.booleans())
def test_a_firm_closed_for_its_index_alone_has_the_index_of_its_whole_cascade(
    case, eps, substitute
):
    # Falls below 1e-12 are dropped; a ring of orders may hand on each of them a hundredfold.
    plan = case.plan(eps=eps, substitution=substitute)
    ranking = joined(cascade_chunks(plan, range(case.n), threads=1), eps)
    for firm in range(case.n):
        whole = cascade_of(plan, np.eye(case.n)[firm])
        assert ranking.esri[firm] == pytest.approx(whole.esri, abs=1e-10)
        assert ranking.downstream[firm] == pytest.approx(whole.downstream, abs=1e-10)
        assert ranking.upstream[firm] == pytest.approx(whole.upstream, abs=1e-10)
        assert ranking.steps[firm] == whole.steps


def test_the_last_step_of_an_index_does_not_reach_suppliers_whose_loss_is_known_without_them():
    # 0 buys from 1 (a hundredth of its sales), which buys from 2 and 3. Inputs are not missed, but
    # for what 2 buys from 0: its downstream loss (1) is greater than its upstream loss.
    case = replace(
        random_case(5, 5, 0, 5, False),
        supplier=np.array([1, 1, 2, 3, 0]),
        buyer=np.array([0, 4, 1, 1, 2]),
        amount=np.array([1.0, 99.0, 30.0, 10.0, 5.0]),
        industry=np.arange(5),
        kinds=np.diag([2, 0, 0, 0, 0])[:, [0] * 5],
        weights=np.array([2.0, 3.0, 4.0, 5.0, 6.0]),
    )
    plan = case.plan(eps=0.05)
    work, at = workspace(plan.push), plan.position
    steps = _spread_to_score(plan.push, work, at[[0]], True, plan.eps)
    assert steps == 2
    assert work.up[at[[0, 1]]].tolist() == [1, pytest.approx(0.01)]
    assert work.up[at[[2, 3]]].tolist() == [0, 0]
    assert work.missing[at[[2, 3]]].tolist() == [pytest.approx(0.01), 0]
    # 4 and 5 of 20 lose a hundredth; all of 2 is lost for want of inputs.
    assert work.unheard[0] == pytest.approx(0.09 / 20)
    score = np.zeros(3)
    score_and_clear(plan.push, work, score)
    assert score.tolist() == pytest.approx([(2 + 0.03 + 4 + 0.05) / 20, 6 / 20, 2.12 / 20])


@rounds
@given(cases, seeds, st.booleans())
def test_a_step_in_which_all_ask_is_one_in_which_all_are_told(case, seed, substitute):
    plan = case.plan(substitution=substitute)
    push, told, asked = plan.push, workspace(plan.push), workspace(plan.push)
    psi = shock_of(case, seed)[plan.order]
    for work in (told, asked):
        begin(push, work, np.flatnonzero(psi).astype(np.int32), psi[psi > 0])
    for _step in range(4):
        tell_buyers(push, told, U(list_down(push, told, substitute)))
        push_up(push, told)
        list_down(push, asked, substitute)
        falls = settle_down(push, told), sweep_down(push, asked)
        sweep_up(push, asked)
        assert falls[1] == pytest.approx(falls[0], abs=1e-12)
        assert settle_up(push, asked) == pytest.approx(settle_up(push, told), abs=1e-12)
        for name in ("down", "worst", "propagated", "total", "market", "up", "missing"):
            found, wanted = getattr(asked, name), getattr(told, name)
            np.testing.assert_allclose(found, wanted, atol=1e-12, err_msg=name)


def test_suppliers_in_doubt_learn_the_same_by_asking_and_by_being_told():
    case = random_case(6, 60, 500, 5, True)
    plan = case.plan()
    push, closed = plan.push, U(plan.position[0])
    left = []
    for way in ("ask", "tell"):
        work = workspace(push)
        begin(push, work, plan.position[[0]], np.ones(1))
        step_down(push, work, True)
        push_up(push, work)
        settle_up(push, work)
        step_down(push, work, True)
        small = U(work.short_of_orders[0])
        work.listed[:small], work.change[:small] = work.fewer[:small], work.fall[:small]
        if way == "ask":
            doubtful = U(_list_doubtful(push, work, closed))
            assert doubtful > 10
            _ask_customers(push, work, doubtful, small, closed)
            assert not work.deferred.any()
        else:
            _tell_those_hurt(push, work, small, closed)
        score = np.zeros(3)
        score_and_clear(push, work, score)
        left.append(score)
    assert left[0] == pytest.approx(left[1], abs=1e-14)
    assert left[0][2] > 1.01 * push.weight[closed]


@fewer
@given(cases, seeds, st.sampled_from([3.0, 1e-6, 7e9]))
def test_the_money_unit_changes_nothing(case, seed, factor):
    psi = shock_of(case, seed)
    ours, scaled = case.run(psi, eps=EPS[2]), case.scaled(factor).run(psi, eps=EPS[2])
    assert scaled.steps == ours.steps
    assert scaled.esri == pytest.approx(ours.esri, abs=1e-12)


@fewer
@given(cases)
def test_nothing_lost_at_the_start_is_nothing_lost_at_the_end(case):
    result = case.run(np.zeros(case.n))
    assert (result.esri, result.downstream, result.upstream, result.steps) == (0, 0, 0, 1)


@fewer
@given(cases, seeds)
def test_the_numbering_of_firms_changes_nothing(case, seed):
    rng = np.random.default_rng(seed)
    new = rng.permutation(case.n)
    psi = shock_of(case, seed)

    def moved(values):
        if values is None:
            return None
        out = np.empty_like(values)
        out[new] = values
        return out

    other = replace(
        case,
        supplier=new[case.supplier],
        buyer=new[case.buyer],
        **{
            name: moved(getattr(case, name)) for name in ("industry", "revenue", "costs", "weights")
        },
    )
    result, again = case.run(psi), other.run(moved(psi))
    assert again.losses[new] == pytest.approx(result.losses, abs=1e-10)
    assert again.esri == pytest.approx(result.esri, abs=1e-10)


@fewer
@given(cases, seeds)
def test_substitution_never_raises_a_loss(case, seed):
    psi = shock_of(case, seed)
    with_it, without = case.run(psi, eps=1e-9), case.run(psi, eps=1e-9, substitution=False)
    assert (with_it.down <= without.down + 1e-9).all()
    assert with_it.esri <= without.esri + 1e-6


@fewer
@given(cases, seeds)
def test_a_firm_that_stops_costs_at_least_its_own_weight(case, seed):
    firm = seed % case.n
    psi = np.zeros(case.n)
    psi[firm] = 1.0
    assert case.run(psi).esri >= case.weights[firm] / case.weights.sum() - 1e-12


@fewer
@given(cases, seeds)
def test_a_greater_shock_never_costs_less(case, seed):
    psi = shock_of(case, seed)
    more = np.minimum(1, psi + shock_of(case, seed + 1) / 2)
    less, greater = case.run(psi, eps=1e-10), case.run(more, eps=1e-10)
    assert (greater.losses >= less.losses - 1e-7).all()


@fewer
@given(cases, seeds)
def test_losses_never_shrink_while_steps_go_by(case, seed):
    psi = shock_of(case, seed)
    early, late = case.run(psi, eps=0.2), case.run(psi, eps=1e-8)
    assert late.steps >= early.steps
    assert (late.down >= early.down - 1e-12).all()
    assert (late.up >= early.up - 1e-12).all()
    assert (early.losses >= psi).all()


@fewer
@given(cases, seeds)
def test_splitting_links_into_equal_halves_changes_nothing(case, seed):
    twice = replace(
        case,
        supplier=np.tile(case.supplier, 2),
        buyer=np.tile(case.buyer, 2),
        amount=np.tile(case.amount / 2, 2),
    )
    psi = shock_of(case, seed)
    assert twice.run(psi).losses.tolist() == case.run(psi).losses.tolist()


def test_a_giant_that_leaves_a_small_rival_behind_does_not_blur_its_share():
    # The market falls from 1e9+2 to 1.5: as a difference of running sums it would lose its digits.
    case = random_case(5, 4, 0, 3, False)
    case = replace(
        case,
        supplier=np.array([0, 1, 2, 1]),
        buyer=np.array([3, 3, 3, 2]),
        amount=np.array([1e9, 1.0, 0.7, 0.3]),
        industry=np.array([0, 0, 0, 1]),
        kinds=np.full((3, 3), 2),
    )
    psi = np.array([1.0, 0.5, 0.0, 0.0])
    assert worst_difference(case, psi, 1e-9, True) < 1e-12
