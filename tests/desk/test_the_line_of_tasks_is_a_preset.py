"""A city edits the limits of tasks and the line that what is late goes up; what is odd is told."""

import pytest

from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.desk.limits.task_preset import PRESET, Level, task_limits


def write(change) -> None:
    shipped = (PRESET.shipped / PRESET.file).read_text(encoding="utf-8")
    folder = home().path / "presets"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PRESET.file).write_text(change(shipped), encoding="utf-8")


def test_the_shipped_line_goes_from_the_office_to_the_chief(own_home):
    scheme = task_limits().in_force
    assert scheme.levels(0) == []
    assert scheme.levels(1) == scheme.levels(2) == [Level.OFFICE_HEAD]
    assert scheme.levels(3) == [Level.OFFICE_HEAD, Level.CHAIN_OFFICE]
    assert scheme.levels(5) == list(Level)


def test_a_city_names_its_own_days_and_heads(own_home):
    write(
        lambda text: text.replace("heads: {}", "heads: {ORG-FGW: 局长}").replace(
            "to: chief, late: 5", "to: chief, late: 9"
        )
    )
    schemes = task_limits()
    assert schemes.heads == {"ORG-FGW": "局长"}
    assert schemes.in_force.levels(8) == [Level.OFFICE_HEAD, Level.CHAIN_OFFICE]


def test_a_line_that_does_not_go_upwards_is_refused_with_its_place(own_home):
    write(lambda text: text.replace("to: chain-office, late: 3", "to: chain-office, late: 0"))
    with pytest.raises(FaultsError) as raised:
        task_limits()
    assert [fault.code for fault in raised.value.faults] == ["DSK-005"]
    assert "task-limits.yaml" in raised.value.faults[0].text
