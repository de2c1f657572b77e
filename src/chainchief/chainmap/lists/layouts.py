"""Layouts of lists (N图N清单): presets of the program, overlaid by the home folder's."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chainchief.chainmap.faults import BAD_PRESET
from chainchief.chainmap.lists.columns import COLUMNS
from chainchief.core.choices import near
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.home import home
from chainchief.core.i18n import _, in_language

_SHIPPED = Path(__file__).parent.parent / "presets" / "lists"
_PARTS = ("code", "name", "source", "version", "valid_from", "lists")
#: What the rows of a list can be.
ROWS = (
    "clusters",
    "difficulties",
    "divisions",
    "firms",
    "gaps",
    "key-weaknesses",
    "leaders",
    "policies",
    "projects",
    "resources",
    "strengths",
    "supporters",
    "targets",
)


@dataclass(frozen=True)
class Layout:
    """One list: what its rows are, its columns, and further ones for the office to fill in."""

    names: Mapping[str, str]
    rows: str
    columns: tuple[str, ...]
    blank: tuple[str, ...]

    @property
    def name(self) -> str:
        return in_language(dict(self.names))


@dataclass(frozen=True)
class ListPreset:
    code: str
    names: Mapping[str, str]
    source: str
    version: str
    lists: tuple[Layout, ...]

    @property
    def name(self) -> str:
        return in_language(dict(self.names))


def list_presets() -> dict[str, ListPreset]:
    """All presets in force by code; FaultsError with everything that is wrong in any of them."""
    folders = (_SHIPPED, home().presets / "lists")
    paths = {path.name: path for folder in folders for path in sorted(folder.glob("*.yaml"))}
    faults: list[Fault] = []
    found: dict[str, ListPreset] = {}
    for path in paths.values():
        reasons, preset = _read(path)
        faults += [
            Fault(BAD_PRESET, Place(file=path.name), facts={"reason": each}) for each in reasons
        ]
        if preset is not None:
            found[preset.code] = preset
    if faults:
        raise FaultsError(faults)
    return found


def list_preset(code: str) -> ListPreset:
    """The preset of that code, or `WrongUseError` with near ones."""
    known = list_presets()
    if code not in known:
        hint = near(code, known) or _("; there are: {}").format(", ".join(known))
        raise WrongUseError(_("There is no preset of lists {code!r}").format(code=code) + hint)
    return known[code]


def _read(path: Path) -> tuple[list[str], ListPreset | None]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as wrong:
        return [str(wrong).splitlines()[0]], None
    if not isinstance(content, dict):
        return [_("it holds no keys with values")], None
    reasons = [_("{key} is missing").format(key=key) for key in _PARTS if key not in content]
    listed = content.get("lists")
    if not isinstance(listed, list) or not listed:
        return [*reasons, _("lists holds no list")], None
    for number, each in enumerate(listed, start=1):
        reasons += [
            _("list {number}: {reason}").format(number=number, reason=reason)
            for reason in _reasons(each)
        ]
    if "name" in content and not _is_name(content["name"]):
        reasons.append(_("a name has zh and en"))
    return (reasons, None) if reasons else ([], _made(content))


def _reasons(indicator: Any) -> list[str]:
    if not isinstance(indicator, dict):
        return [_("it holds no keys with values")]
    found = []
    if not _is_name(indicator.get("name")):
        found.append(_("a name has zh and en"))
    if indicator.get("rows") not in ROWS:
        found.append(
            _("rows are one of {choices}; found {value!r}").format(
                choices=", ".join(ROWS), value=indicator.get("rows")
            )
        )
    columns = indicator.get("columns")
    if not isinstance(columns, list) or not columns:
        return [*found, _("columns holds no column")]
    found += [
        _("there is no column {name!r}").format(name=name) + near(name, COLUMNS)
        for name in columns
        if name not in COLUMNS
    ]
    return found


def _is_name(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("zh", "en"))


def _made(content: dict[str, Any]) -> ListPreset:
    return ListPreset(
        code=str(content["code"]),
        names=content["name"],
        source=str(content["source"]),
        version=str(content["version"]),
        lists=tuple(
            Layout(
                names=each["name"],
                rows=each["rows"],
                columns=tuple(each["columns"]),
                blank=tuple(map(str, each.get("blank") or ())),
            )
            for each in content["lists"]
        ),
    )
