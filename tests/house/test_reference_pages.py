"""The pages that are made from the sources are current, and the journey of a number exists."""

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


@pytest.mark.parametrize("station", STATION.findall(ARCHITECTURE), ids=":".join)
def test_a_station_of_the_journey_exists(station):
    file, name = station
    text = (ROOT / "src" / "chainchief" / file).read_text(encoding="utf-8")
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


def test_a_sentence_ends_with_its_stop():
    assert sentence('"""One\nthing. Another."""') == "One thing."
