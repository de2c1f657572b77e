"""An all-firms run that was broken off goes on where it stopped, and ends in the same bits."""

import json

import numpy as np
import pytest

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.netio.runs.all_firms import Engine, rank_all
from chainchief.netio.runs.resume import RunFile, fingerprint
from chainchief.network import Network
from chainchief.network.cascade.essential import EssentialClasses
from chainchief.network.cascade.index import cascade_all, cascade_chunks, prepare

QUIET = lambda _done, _total: None  # noqa: E731


def network(firms=700, seed=2, factor=1.0, confidence=None):
    rng = np.random.default_rng(seed)
    supplier, buyer = rng.integers(0, firms, (2, 4 * firms))
    return Network.from_arrays(
        supplier=supplier, buyer=buyer, amount=factor * rng.lognormal(0, 1, 4 * firms),
        industry=rng.integers(0, 9, firms),
        confidence=None if confidence is None else np.full(4 * firms, confidence),
    )  # fmt: skip


def same(one, other):
    return all(
        (getattr(one, part) == getattr(other, part)).all()
        for part in ("firms", "esri", "downstream", "upstream", "steps")
    )


def test_a_run_without_a_file_equals_the_plain_one():
    net = network()
    assert same(rank_all(prepare(net), Engine(), QUIET, None), cascade_all(net))


def test_a_broken_off_run_goes_on_and_gives_the_same_bits(tmp_path, monkeypatch):
    plan = prepare(network(), mode="paper")
    whole = rank_all(plan, Engine(), QUIET, None)
    file = tmp_path / "run.jsonl"

    class StoppedError(Exception):
        pass

    def stop(done, _total):
        if done >= 512:
            raise StoppedError

    with pytest.raises(StoppedError):
        rank_all(plan, Engine(threads=1), stop, file)
    kept = sum(len(json.loads(line)["firms"]) for line in file.read_text().splitlines()[1:])
    assert kept == 512

    computed = []
    monkeypatch.setattr(
        "chainchief.netio.runs.all_firms.cascade_chunks",
        lambda plan, firms, threads: (
            computed.extend(firms) or cascade_chunks(plan, firms, threads=threads)
        ),
    )
    steps = []
    again = rank_all(plan, Engine(), lambda done, total: steps.append((done, total)), file)
    assert same(again, whole)
    assert computed == list(range(512, 700))
    assert steps[0] == (512, 700)
    assert steps[-1] == (700, 700)
    # A third call has nothing left to compute.
    computed.clear()
    assert same(rank_all(plan, Engine(), QUIET, file), whole)
    assert computed == []


def test_a_last_line_that_was_cut_off_is_computed_again(tmp_path):
    plan = prepare(network())
    file = tmp_path / "run.jsonl"
    whole = rank_all(plan, Engine(), QUIET, file)
    text = file.read_text()
    file.write_text(text[: -len(text.splitlines()[-1]) // 2])
    assert same(rank_all(plan, Engine(), QUIET, file), whole)
    assert file.read_text() == text


OTHERS = {
    "other data": lambda net: prepare(network(seed=3)),
    "other amounts": lambda net: prepare(network(factor=2.0).with_amounts(
        np.where(np.arange(net.n_links) == 5, 99.0, net.out_amount))),
    "other eps": lambda net: prepare(net, eps=1e-3),
    "other mode": lambda net: prepare(net, mode="paper"),
    "no substitution": lambda net: prepare(net, substitution=False),
    "other classes": lambda net: prepare(net, classes=EssentialClasses(1)),
    "other weights": lambda net: prepare(net, weights=net.purchases),
}  # fmt: skip


@pytest.mark.parametrize("change", OTHERS)
def test_a_file_of_another_run_is_refused_and_left_alone(tmp_path, change):
    net = network()
    file = tmp_path / "run.jsonl"
    rank_all(prepare(net), Engine(), QUIET, file)
    before = file.read_bytes()
    with pytest.raises(FaultsError) as refused:
        rank_all(OTHERS[change](net), Engine(), QUIET, file)
    assert [fault.code for fault in refused.value.faults] == ["NET-031"]
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", ["", "hello\n", "[1, 2]\n", '{"run": "other"}\n', "no end"])
def test_a_file_that_holds_no_run_is_refused_and_left_alone(tmp_path, content):
    file = tmp_path / "notes.txt"
    file.write_text(content)
    with pytest.raises(FaultsError) as refused:
        rank_all(prepare(network()), Engine(), QUIET, file)
    assert [fault.code for fault in refused.value.faults] == ["NET-030"]
    assert file.read_text() == content


def test_the_fingerprint_sees_the_names_of_firms():
    net = network(firms=50)
    renamed = Network.from_arrays(
        supplier=net.out_supplier, buyer=net.out_buyer, amount=net.out_amount,
        industry=net.industry, firm_ids=[f"x{k}" for k in range(50)],
    )  # fmt: skip
    assert fingerprint(net, prepare(net)) != fingerprint(renamed, prepare(renamed))
    assert RunFile.__doc__


@pytest.mark.parametrize("text", ["", "flink", "local=x", "spark="])
def test_an_unknown_engine_is_wrong_use(text):
    with pytest.raises(WrongUseError):
        Engine.parse(text)


def test_engines_are_read_with_their_master():
    assert Engine.parse("spark=spark://h:7077").master == "spark://h:7077"
    assert Engine.parse("spark").master is None
    assert Engine.parse("local", 3) == Engine("local", None, 3)
