"""What firms report in a city's own columns cannot be worked out from what the public is told."""

import random

import numpy as np
import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER, city_with_places, day
from tests.indicators.custom_fields.own_city import declare
from tests.indicators.disclosure.attack import exposed

from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.disclosure.cube import REST, Contribution, cube_of
from chainchief.indicators.disclosure.preset import rule
from chainchief.indicators.disclosure.suppression import Suppression, unsafe
from chainchief.indicators.figures import Scope, State
from chainchief.lake.snapshots.making import working
from chainchief.ledger.kinds.enterprise.models import Enterprise

OUTPUT = "IND-X-OUTPUT"
UNITS = {CITY: "", DECHENG: CITY, NINGJIN: CITY}
CHAINS = ("FOOD", "NEW-IT")


def drawn_firms(seed):
    """Firms of which some cells have one or two, and some one that is larger than all others."""
    chance = random.Random(seed)
    return [
        Contribution(f"E{number:02}", *place, amount=int(10 ** chance.uniform(4, 8)))
        for place in ((unit, chain) for unit in (DECHENG, NINGJIN) for chain in CHAINS)
        for number in range(chance.choice((1, 2, 4, 9)))
    ]


@pytest.fixture(params=range(4))
def told(ledger, request):
    """(contributions, cube, what the public is told of each cell)."""
    town = city_with_places()
    declare()
    firms = drawn_firms(request.param)
    for number, one in enumerate(firms):
        Enterprise.objects.create(
            code=f"E{number:02}",
            name=f"企业{number}",
            division_id=one.division,
            chain_id=one.chain,
            valid_from=day("2020-01-01"),
            extra={"x_output": one.amount},
        )
    named = [
        Contribution(f"E{number:02}", one.division, one.chain, one.amount)
        for number, one in enumerate(firms)
    ]
    cube = cube_of(named, UNITS, CHAINS)
    snapshot = working()
    figures = figures_for(snapshot, NOVEMBER, catalogue=load(), engine=town.engine, codes=[OUTPUT])
    return cube, figures, for_audience(figures, Audience.PUBLIC, snapshot, town.engine)


def withheld_in(cube, figures):
    """By cell whether an outsider does not have it: withheld, or printed nowhere."""
    return np.array(
        [
            REST in unit or chain == REST or figures.get(OUTPUT, Scope(unit, chain)).value is None
            for unit, chain in cube.cells
        ]
    )


def attacked(cube, withheld):
    primary = unsafe(cube, rule(), counts=False) & cube.seen
    return exposed(cube, Suppression(primary, withheld), rule().margin)


def test_what_is_printed_is_what_the_firms_add_up_to(told):
    cube, figures, _public = told
    printed = {
        (unit, chain): figures.get(OUTPUT, Scope(unit, chain)).value
        for (unit, chain), seen in zip(cube.cells, cube.seen, strict=True)
        if seen
    }
    assert printed == {cell: cube.values[cube.position[cell]] for cell in printed}


def test_no_unsafe_cell_can_be_worked_out(told):
    cube, _figures, public = told
    assert attacked(cube, withheld_in(cube, public)) == []


def test_more_than_the_unsafe_cells_is_withheld(told):
    cube, _figures, public = told
    primary = unsafe(cube, rule(), counts=False) & cube.seen
    withheld = withheld_in(cube, public)
    assert primary.any()
    assert (withheld >= primary).all()
    assert (withheld & cube.seen).sum() > primary.sum()


def test_the_attack_finds_a_cell_that_is_withheld_alone(told):
    """To who knows that every firm stands in a county, the others tell it."""
    cube, _figures, _public = told
    (first, *_rest) = np.flatnonzero(unsafe(cube, rule(), counts=False) & cube.seen)
    alone = np.zeros(len(cube), dtype=bool)
    alone[first] = True
    found = exposed(cube, Suppression(alone, alone), rule().margin)
    assert [cell for cell, *_bounds in found] == [cube.cells[first]]


def test_the_receipt_of_a_withheld_cell_is_withheld_too(told):
    _cube, _figures, public = told
    (small, *_rest) = [key for key in public.withheld if key[0] == OUTPUT]
    figure = public.get(OUTPUT, Scope(*small[1:]))
    assert (figure.state, figure.records) == (State.WITHHELD, 0)
