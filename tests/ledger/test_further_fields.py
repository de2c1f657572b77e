"""A city declares further fields in a preset; they become columns, and its faults are told."""

import os

import pytest
from tests.ledger.small_city import GROUND, project, revise, write

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger import columns
from chainchief.ledger.changesets import Creation
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.registers import all_registers, register_of

HEAD = "source: 市链办\nversion: 1\nvalid_from: 2023-01-01\nkinds:\n"
PROJECT = """  project:
    - {name: x_leader, type: text, most: 40, zh: 包联领导, en: responsible leader}
    - {name: x_land, type: amount, unit: 亩, zh: 用地, en: land}
    - {name: x_visited, type: day, zh: 最近走访, en: last visit, help: {zh: 年月日, en: a day}}
    - {name: x_key, type: yes-no, zh: 是否重点, en: key project}
    - {name: x_since, type: month, zh: 起始月, en: since}
    - {name: x_jobs, type: whole, zh: 就业, en: jobs}
    - {name: x_grade, type: choice, zh: 分级, en: grade, choices: {a: {zh: 重点, en: key}}}
"""


@pytest.fixture
def preset(own_home):
    """Write the home folder's preset; each writing is seen."""
    file = own_home / "presets" / "extra.yaml"
    file.parent.mkdir()
    turn = iter(range(1, 100))

    def written(text):
        file.write_text(text, encoding="utf-8")
        os.utime(file, (next(turn), next(turn)))

    return written


def faults_of(preset, text):
    preset(text)
    with pytest.raises(FaultsError) as refusal:
        all_registers()
    return [fault.code for fault in refusal.value.faults]


def test_the_program_declares_none():
    assert {register.custom_fields for register in all_registers().values()} == {()}


def test_declared_fields_become_columns_with_types_and_labels(preset):
    preset(HEAD + PROJECT)
    found = {column.name: column for column in register_of("project").custom_fields}
    assert found["x_land"].label == "用地(亩)"
    assert found["x_visited"].help == "年月日"
    assert isinstance(found["x_visited"].type, columns.Day)
    assert found["x_grade"].type.parse("重点", {}) == "a"
    with speaking(ENGLISH):
        assert found["x_leader"].label == "responsible leader"
    assert register_of("chain").custom_fields == ()


def test_values_are_kept_changed_and_cleared(preset, any_ledger):
    preset(HEAD + PROJECT)
    given = project("P0001")
    write(
        *GROUND, Creation("project", "P0001", given.values, extra={"x_leader": "王", "x_jobs": 3})
    )
    write(revise_extra(x_leader="李", x_jobs=None))
    assert Project.objects.get().extra == {"x_leader": "李"}
    write(revise(Project.objects.get(), name="二期"))
    assert Project.objects.get().extra == {"x_leader": "李"}


def revise_extra(**extra):
    from dataclasses import replace

    return replace(revise(Project.objects.get()), extra=extra)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("{name: leader, type: text, zh: a, en: b}", "x_"),
        ("{name: x_a, type: colour, zh: a, en: b}", "colour"),
        ("{name: x_a, type: text, en: b}", "zh"),
        ("{name: x_a, type: amount, unit: 里, zh: a, en: b}", "里"),
        ("{name: x_a, type: amount, zh: a, en: b}", "unit"),
        ("{name: x_a, type: text, zh: a, en: b, size: 3}", "size"),
        ("{name: x_a, type: choice, zh: a, en: b, choices: [a]}", "choices"),
        ("x_a", "x_a"),
    ],
)
def test_a_badly_declared_field_is_told_with_its_reason(preset, entry, why):
    preset(f"{HEAD}  project: [{entry}]\n")
    with pytest.raises(FaultsError) as refusal:
        all_registers()
    (fault,) = refusal.value.faults
    assert fault.code == "LED-033"
    assert why in fault.text


def test_all_faults_of_the_preset_are_told_at_once(preset):
    text = "version: 1\nvalid_from: 2023-01-01\nkinds:\n  projekt: []\n  chain:\n"
    text += "    - {name: y, type: text, zh: a, en: b}\n    - {name: x_b, zh: a, en: b}\n"
    assert faults_of(preset, text) == ["LED-031", "LED-032", "LED-033", "LED-033"]


def test_one_name_twice_is_a_fault(preset):
    entry = "    - {name: x_a, type: day, zh: a, en: b}\n"
    assert faults_of(preset, f"{HEAD}  chain:\n{entry}{entry}") == ["LED-033"]


@pytest.mark.parametrize("text", ["kinds: [", "", "- a\n", "kinds: 3\n"])
def test_what_is_no_preset_at_all_is_told(preset, text):
    assert faults_of(preset, text) in (["LED-030"], [*["LED-031"] * 3, "LED-030"])
