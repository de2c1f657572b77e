"""A small demo city has every kind of record, a large one keeps the rules of the ledger."""

import datetime as dt

import pytest

from chainchief.demo import build, rounds
from chainchief.demo.city import load
from chainchief.demo.firm_data import chains
from chainchief.demo.projects.fates import projects_of
from chainchief.demo.world import everything_else, scene_of
from chainchief.lake.snapshots import making
from chainchief.ledger.bases import ordered_pairs
from chainchief.ledger.registers import all_registers


class Documents(dict):
    """Every document asked for is there."""

    def __missing__(self, name):
        return f"document of {name}"


def made(scale, seed=11):
    city = load(scale)
    scene = scene_of(city, Documents(), seed, scale)
    projects = projects_of(city, scene.firms, seed)
    placed = chains.placed(scene)
    return [*build._records_of_projects(scene, projects), *everything_else(scene, projects, placed)]


def test_every_kind_is_there_in_a_city_a_tenth_as_large(city):
    with city(seed=5, turn=1):
        empty = [kind for kind, each in all_registers().items() if not each.model.objects.exists()]
    assert empty == []


def test_the_feeds_are_there(city):
    with city(seed=5, turn=1):
        tables = making.open_snapshot("2023-11r1").tables
        assert tables["firm_month"].rows > 1000
        assert tables["supply_link"].rows > 100


@pytest.mark.parametrize(("scale", "seed"), [(0.1, 1), (0.1, 2), (0.5, 3), (4.0, 4)])
def test_the_records_of_every_scale_keep_the_rules(scale, seed):
    records = made(scale, seed)
    keys = {(each.kind, each.code) for each in records}
    assert len(keys) == len(records)
    for kind, register in all_registers().items():
        pairs = ordered_pairs(register.model)
        for each in records:
            if each.kind == kind:
                broken = [pair for pair in pairs if not in_order(each.values, *pair)]
                assert broken == [], (kind, each.code)
    unknown = {
        (each.kind, column, value)
        for each in records
        for column, kind in all_registers()[each.kind].references.items()
        if kind != "document" and (value := each.values.get(column))
        if (kind, value) not in keys
    }
    assert unknown == set()


def in_order(values, first, last):
    earlier, later = values.get(first), values.get(last)
    return earlier is None or later is None or earlier <= later


def test_nothing_of_november_is_told_after_its_closing():
    """What was recognised by the end of November is known when the month is closed."""
    closing = rounds.closing_day(rounds.LAST)
    late = [
        each
        for each in made(1.0)
        if (day := each.values.get("recognised_on") or each.values.get("confirmed_on"))
        and day <= dt.date(2023, 11, 30)
        and each.known_on > closing
    ]
    assert late == []


def test_every_seed_has_a_start_for_the_revision_of_october():
    for seed in range(60):
        city = load(0.1)
        projects = projects_of(city, scene_of(city, Documents(), seed, 0.1).firms, seed)
        assert build._whose_evidence_is_late(projects).start.recognised.month == 10
