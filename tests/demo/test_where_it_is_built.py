"""`chainchief demo` builds once, never over another ledger, and anew only when told to."""

import pytest
from django.db import connection

from chainchief.cli.main import run
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.demo import build, marker, rounds
from chainchief.demo.errors import DemoError
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.project.models import Project


@pytest.fixture(autouse=True)
def one_closing(monkeypatch):
    """Whether and where a city is built does not depend on how many months it closes."""
    november = rounds.CLOSINGS[-1]
    monkeypatch.setattr(build, "rounds", lambda _revisions: [november, rounds.OPEN])


@pytest.fixture
def say(capsys):
    def said(*words, status=0):
        assert run(["demo", "--scale", "0.1", *words]) == status
        out = capsys.readouterr()
        return out.out if status == 0 else out.err

    return said


def test_it_says_what_it_made_and_is_quick_the_second_time(ledger, say, monkeypatch):
    told = say("--seed", "3")
    assert "演示城市已建在" in told
    assert "项目 " in told
    assert "2023-11r1" in told
    monkeypatch.setattr(build, "projects_of", lambda *_: pytest.fail("built again"))
    assert "演示城市已在" in say("--seed", "3")


def test_it_speaks_english(ledger, say):
    with speaking(ENGLISH):
        assert "All firms, projects and amounts are invented." in say()


def test_another_ledger_is_never_overwritten(ledger, say):
    Chain.objects.create(code="FOOD", name="真实产业链")
    for words in ((), ("--force",)):
        assert "不是演示" in say(*words, status=1)
    assert Chain.objects.get().name == "真实产业链"
    assert marker.read() is None


def test_another_seed_is_refused_without_force(ledger, say):
    marker.write(marker.Marker(3, 0.1, complete=True))
    told = say("--seed", "4", status=1)
    assert "--seed 3" in told
    assert "--force" in told


def test_force_replaces_the_demo_city_and_keeps_settings(ledger, say, own_home):
    (own_home / "chainchief.toml").write_text('actor = "王"\n')
    say("--seed", "3")
    before = set(Project.objects.values_list("uid", flat=True))
    connection.close()
    say("--seed", "4", "--force")
    assert marker.read() == marker.Marker(4, 0.1, complete=True)
    assert not before & set(Project.objects.values_list("uid", flat=True))
    assert (own_home / "chainchief.toml").exists()


def test_a_demo_city_in_a_servers_database_is_left_to_its_owner(ledger, monkeypatch):
    from chainchief.demo import removal

    marker.write(marker.Marker(3, 0.1, complete=True))
    monkeypatch.setenv("CHAINCHIEF_DATABASE", "postgresql://u@h/x")
    with pytest.raises(DemoError):
        removal.remove()
    assert marker.read() is not None


def test_an_interrupted_building_is_told(ledger):
    marker.write(marker.Marker(3, 0.1))
    with pytest.raises(DemoError, match="--force"):
        build.build(3, 0.1)
