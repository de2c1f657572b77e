"""Records come to be known round by round, and none before what it refers to."""

from collections import defaultdict

import pytest

from chainchief.core.spans import Month
from chainchief.demo import chain_firms
from chainchief.demo.build import ROUNDS, _entries
from chainchief.demo.city import load
from chainchief.demo.fates import projects_of
from chainchief.demo.world import everything_else, scene_of


class AnyDocument(dict):
    def __missing__(self, key):
        return f"document of {key}"


def entries_of(seed, scale):
    city = load(scale)
    scene = scene_of(city, AnyDocument({unit.code: unit.code for unit in city.units}), seed, scale)
    projects = projects_of(city, scene.firms, seed)
    placed = chain_firms.placed(scene)
    return [*_entries(scene, projects), *everything_else(scene, projects, placed)]


def round_of(day):
    return next(number for number, (end, _close) in enumerate(ROUNDS) if day <= end)


@pytest.mark.parametrize(("seed", "scale"), [(20231130, 1.0), (7, 1.0), (1, 0.1), (2, 0.1)])
def test_no_record_is_entered_before_what_it_refers_to(seed, scale):
    entries = entries_of(seed, scale)
    known = {each.code: round_of(each.known_on) for each in entries}
    early = [
        (each.kind, each.code, name, value)
        for each in entries
        for name, value in each.values.items()
        if isinstance(value, str) and value in known and known[value] > round_of(each.known_on)
    ]
    assert early == []


def test_months_are_closed_in_their_order_and_after_they_ended():
    closed = [(end, month) for end, month in ROUNDS if month is not None]
    assert [month for _end, month in closed] == sorted(month for _end, month in closed)
    assert all(month.last < end for end, month in closed)
    assert Month(2022, 12) in [month for _end, month in closed]


@pytest.mark.parametrize("scale", [0.1, 1.0])
def test_each_closed_month_has_records_of_its_own(scale):
    kinds = defaultdict(set)
    for each in entries_of(3, scale):
        kinds[round_of(each.known_on)].add(each.kind)
    assert sorted(kinds) == list(range(len(ROUNDS)))
    assert {"visit", "difficulty", "project_report", "official_statistic"} <= (
        kinds[0] & kinds[1] & kinds[2]
    )
