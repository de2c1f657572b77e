"""The office of these tests, and people whose passwords cost little."""

import pytest
from tests.people import offices


@pytest.fixture(autouse=True)
def _cheap(quick_hashes):
    """No test here is about the cost of a hash."""


@pytest.fixture
def preset(own_home):
    """Writes the city's own preset of log-in: `preset(profile="asvs", small_office=True)`.

    `shortest` is of every profile.
    """
    import yaml

    from chainchief.people.log_in_preset import PRESET

    def write(shortest=None, **changed):
        content = yaml.safe_load((PRESET.shipped / PRESET.file).read_text(encoding="utf-8"))
        content.update(changed)
        for profile in content["profiles"].values() if shortest else ():
            profile["shortest"] = shortest
        folder = own_home / "presets"
        folder.mkdir(exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True)
        (folder / PRESET.file).write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def office(ledger):
    """A ledger with two units and the three administrators."""
    return offices.open_office()
