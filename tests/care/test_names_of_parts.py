"""A part's name leads to one place below the home folder, on every system, or it is refused."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chainchief.care.archive.names import is_safe, stated_hash

SHA = "ab" * 32


@pytest.mark.parametrize(
    "name",
    [f"evidence/ab/{SHA}", "presets/本市/城市.yaml", "ledger/ledger.sqlite3", "demo"],
)
def test_names_that_the_program_writes(name):
    assert is_safe(name)


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "presets/../keys/changelog.key",
        "presets//x",
        "presets/./x",
        "presets/",
        "presets",
        "/presets/x",
        "keys/changelog.key",
        "ledger.sqlite3",
        "demo/x",
        "presets\\x",
        "presets/C:x",
        "presets/a\0b",
        "presets/a\nb",
        "presets/cafe\u0301",
        "",
    ],
)
def test_names_that_lead_elsewhere(name):
    assert not is_safe(name)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.text(alphabet="ab./\\ é\0", max_size=12))
def test_whatever_is_safe_stays_below_its_folder(rest):
    name = f"presets/{rest}"
    assume(is_safe(name))
    home = Path("/srv/home")
    assert (home / name).resolve().is_relative_to(home / "presets")
    assert (home / name).resolve() != home / "presets"


def test_what_is_kept_by_its_hash_states_it():
    assert stated_hash(f"evidence/ab/{SHA}") == SHA
    assert stated_hash(f"issued/ab/{SHA}.docx") == SHA
    assert stated_hash(f"lake/objects/ab/{SHA}.parquet") == SHA
    assert stated_hash(f"presets/{SHA}") is None
    assert stated_hash("lake/manifests/2023-11r1.json") is None
