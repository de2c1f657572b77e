"""The folder in which all state lives, and the settings read from the environment and from it."""

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """`CHAINCHIEF_HOME`: database, lake, evidence, keys, presets and `chainchief.toml`."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "ledger.sqlite3"

    @property
    def lake(self) -> Path:
        return self.path / "lake"

    @property
    def evidence(self) -> Path:
        return self.path / "evidence"

    @property
    def issued(self) -> Path:
        return self.path / "issued"

    @property
    def uploads(self) -> Path:
        """Files that were brought to be checked and are not taken in yet."""
        return self.path / "uploads"

    @property
    def keys(self) -> Path:
        """Outside the database on purpose: the seal of the change log is kept here."""
        return self.path / "keys"

    @property
    def presets(self) -> Path:
        """Files here overlay the presets that come with the program, name by name."""
        return self.path / "presets"

    def ensure(self) -> "Home":
        self.path.mkdir(parents=True, exist_ok=True)
        return self


def home() -> Home:
    """The home folder of this process, read anew from the environment each time."""
    return _home_at(os.environ.get("CHAINCHIEF_HOME", "var"), os.getcwd())


@cache
def _home_at(path: str, working_folder: str) -> Home:
    """Paths are made of it by the hundred, so links are followed once."""
    return Home(Path(working_folder, path).resolve())


@cache
def _toml(path: Path, _stamp: float) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def setting(name: str, default: str = "") -> str:
    """A setting: `CHAINCHIEF_<NAME>` in the environment, else `<name>` in chainchief.toml."""
    from_environment = os.environ.get(f"CHAINCHIEF_{name.upper()}")
    if from_environment is not None:
        return from_environment
    file = home().path / "chainchief.toml"
    if not file.exists():
        return default
    return str(_toml(file, file.stat().st_mtime).get(name, default))
