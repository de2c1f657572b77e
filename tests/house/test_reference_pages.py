"""Pages made from the sources are current; the places that a newcomer is sent to exist."""

import ast
import importlib
import pkgutil
import re

import pytest
from tools.imports import modules
from tools.measure import ROOT
from tools.reference import FAULTS, ROOMS, declared, faults_page, rooms_page, sentence

import chainchief
from chainchief.core.faults import catalogue

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
SOURCES = ROOT / "src" / "chainchief"
PATH = re.compile(r"(?:docs/[\w-]+\.md|\b\w+(?:/[\w.]+)+|(?<=`)cli(?=`))")
STATION = re.compile(r"`([\w/]+\.py):(\w+(?:\.\w+)?)`")


@pytest.fixture(scope="module")
def texts():
    return modules()


def test_the_page_of_faults_is_current(texts):
    assert FAULTS.read_text(encoding="utf-8") == faults_page(texts)


def test_the_page_of_rooms_is_current(texts):
    assert ROOMS.read_text(encoding="utf-8") == rooms_page(texts)


def test_every_fault_of_the_program_is_on_the_page(texts):
    for module in pkgutil.walk_packages(chainchief.__path__, "chainchief."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    of_tests = {code for code in catalogue() if code.startswith("TST-")}
    assert {each.code for each in declared(texts)} >= set(catalogue()) - of_tests


def test_every_fault_says_what_to_do(texts):
    assert [each.code for each in declared(texts) if not (each.why and each.remedy)] == []


NEWCOMER = (ROOT / "docs" / "newcomer.md").read_text(encoding="utf-8")
#: A line of the table “Where would I …”: what, and where.
PLACES = dict(
    re.findall(
        r"^\| (.+?) \| (.+?) \|$", ARCHITECTURE.split("## Where would I")[1].split("\n## ")[0], re.M
    )
)
TASKS = re.findall(r"^\| (.+?) \| (.+?) \| `([\w/]+\.py):([\w.]+)` \|$", NEWCOMER, re.M)


@pytest.mark.parametrize(
    "place", sorted({path for where in PLACES.values() for path in PATH.findall(where)})
)
def test_a_place_where_to_look_exists(place):
    assert (ROOT if place.startswith("docs/") else SOURCES).joinpath(place).exists()


def test_every_line_of_where_to_look_names_a_place():
    assert len(PLACES) >= 12
    assert [what for what, where in PLACES.items() if not PATH.findall(where)] == []


def test_there_are_tasks_of_every_part():
    assert len(TASKS) == NEWCOMER.count("\n| ") - 1 >= 10


@pytest.mark.parametrize("task", TASKS, ids=[task[0] for task in TASKS])
def test_a_task_is_found_in_two_steps(task):
    _question, line, file, _function = task
    named = [SOURCES / path for path in PATH.findall(PLACES[line])]
    assert any(SOURCES / file == path or path in (SOURCES / file).parents for path in named)


@pytest.mark.parametrize("station", STATION.findall(ARCHITECTURE + NEWCOMER), ids=":".join)
def test_a_station_of_the_journey_exists(station):
    file, name = station
    text = (SOURCES / file).read_text(encoding="utf-8")
    owner, _dot, method = name.rpartition(".")
    body = ast.parse(text).body
    if owner:
        (body,) = [n.body for n in body if isinstance(n, ast.ClassDef) and n.name == owner]
    assert method in {n.name for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)}


def test_there_is_a_journey():
    assert len(STATION.findall(ARCHITECTURE)) >= 12


@pytest.mark.parametrize("room", sorted({m.split(".")[1] for m in modules() if m.count(".")}))
def test_every_room_stands_on_the_map(room):
    if (ROOT / "src" / "chainchief" / room).is_dir():
        assert f"**{room}**" in ARCHITECTURE


#: Rooms that Django asks for, by name.
_OF_DJANGO = {"migrations", "management", "templatetags"}


@pytest.mark.parametrize(
    "room",
    sorted({m for m in modules() if m.count(".") == 2 and (SOURCES / m.split(".")[1]).is_dir()}),
)
def test_every_room_inside_a_room_stands_on_the_map(room):
    _package, outer, inner = room.split(".")
    if (SOURCES / outer / inner).is_dir() and inner not in _OF_DJANGO:
        entry = ARCHITECTURE.split(f"**{outer}**")[1].split("\n- **")[0]
        assert f"`{inner}`" in entry


def test_a_sentence_ends_with_its_stop():
    assert sentence('"""One\nthing. Another."""') == "One thing."
