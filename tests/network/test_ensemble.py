"""Quantiles of the index where links are uncertain."""

import numpy as np
import pytest

from chainchief.core.errors import ChainChiefError
from chainchief.network import Network, cascade_all, draw, ensemble


def chain(confidence):
    return Network.from_arrays(
        supplier=[0, 1],
        buyer=[1, 2],
        amount=[10.0, 10.0],
        industry=[0, 1, 2],
        confidence=confidence,
    )


def test_certain_links_give_the_same_index_in_every_draw():
    result = ensemble(chain([1, 1]), draws=4)
    assert result.esri.tolist() == [cascade_all(chain([1, 1])).esri.tolist()] * 4


def test_a_link_is_there_as_often_as_its_confidence_says():
    there = [draw(chain([0.3, 1.0]), 5, number).n_links == 2 for number in range(2000)]
    assert np.mean(there) == pytest.approx(0.3, abs=0.03)


def test_weights_are_those_of_all_links_in_every_draw():
    # Closing firm 0: alone it weighs a half; with both links everything stops.
    result = ensemble(chain([0.5, 1.0]), draws=200, seed=1, firms=[0])
    assert set(result.esri[:, 0].tolist()) == {0.5, 1.0}
    low, middle, high = result.quantiles()[:, 0]
    assert (low, high) == (0.5, 1.0)
    assert low <= middle <= high


def test_draws_can_be_divided_and_are_told_apart_by_the_seed():
    network = chain([0.5, 0.5])
    whole = ensemble(network, draws=40, seed=7)
    parts = [ensemble(network, draws=some, seed=7) for some in (range(13), range(13, 40))]
    assert np.vstack([part.esri for part in parts]).tolist() == whole.esri.tolist()
    assert ensemble(network, draws=40, seed=8).esri.tolist() != whole.esri.tolist()


def test_progress_counts_draws():
    told = []
    ensemble(chain([1, 1]), draws=3, progress=lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_network_without_confidence_cannot_be_drawn():
    with pytest.raises(ChainChiefError):
        ensemble(chain(None), draws=1)
