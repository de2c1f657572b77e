"""The pages are built by the machine's Node where it is new enough, and only when they changed."""

import pytest
from tools.run import frontend


class Said:
    stdout = "v20.20.2\n"


@pytest.fixture
def node(monkeypatch):
    """A machine with Node and npm; call it with the version that Node tells."""
    monkeypatch.setattr(frontend.shutil, "which", lambda name: f"/usr/bin/{name}")

    def tells(version):
        monkeypatch.setattr(Said, "stdout", version)
        monkeypatch.setattr(frontend.subprocess, "run", lambda *a, **k: Said)

    return tells


@pytest.mark.parametrize("version", ["v20.19.0\n", "v22.1.0\n", "v104.0.0\n"])
def test_a_node_that_is_new_enough_is_used(node, version):
    node(version)
    assert str(frontend.node_of_machine().program) == "/usr/bin/node"


@pytest.mark.parametrize("version", ["v18.20.0\n", "v20.18.9\n", "", "what\n"])
def test_an_old_or_broken_node_is_passed_over_aloud(node, version, capsys):
    node(version)
    assert frontend.node_of_machine() is None
    assert "taking Node from PyPI" in capsys.readouterr().out


def test_a_machine_without_npm_has_no_node_for_us(monkeypatch):
    monkeypatch.setattr(
        frontend.shutil, "which", lambda name: None if name == "npm" else "/usr/bin/node"
    )
    assert frontend.node_of_machine() is None


def test_pages_built_from_these_files_are_not_built_again(monkeypatch, tmp_path):
    monkeypatch.setattr(frontend, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(frontend, "BUILT_PAGES", tmp_path)
    monkeypatch.setattr(frontend, "run", lambda *a: pytest.fail("built again"))
    (tmp_path / "manifest.json").write_text("{}")
    frontend.note(frontend.STAMP, "pages", frontend.fingerprint(frontend.sources()))
    frontend.build()


def test_scripts_styles_and_locks_are_what_pages_are_built_from():
    names = {file.name for file in frontend.sources()}
    assert {"main.ts", "tokens.css", "package-lock.json", "vite.config.ts", ".npmrc"} <= names
