"""The thresholds of coverage: a preset that a city adapts, shown beside every answer."""

from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

import yaml

from chainchief.chainmap.faults import BAD_PRESET
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.home import home
from chainchief.core.i18n import _

_SHIPPED = Path(__file__).parents[1] / "presets" / "coverage.yaml"
_ORIGIN = ("source", "version", "valid_from")


@dataclass(frozen=True)
class Thresholds:
    """Shares are between 0 and 1; `version` and `source` are the preset's."""

    capacity_of_demand: Fraction = Fraction(4, 5)
    fewest_local_firms: int = 2
    most_concentrated: Fraction = Fraction(1, 4)
    single_outside_share: Fraction = Fraction(1, 2)
    standstill_below: Fraction = Fraction(1, 10)
    days: int = 120
    version: str = ""
    source: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            each.name: float(value) if isinstance(value, Fraction) else value
            for each in fields(self)
            for value in [getattr(self, each.name)]
        }


_SHARES = (
    "capacity_of_demand",
    "most_concentrated",
    "single_outside_share",
    "standstill_below",
)
_COUNTS = ("fewest_local_firms", "days")


def thresholds() -> Thresholds:
    """The home folder's preset, else the program's; FaultsError with all that is wrong in it."""
    own = home().presets / "coverage.yaml"
    return read(own if own.exists() else _SHIPPED)


def read(path: Path) -> Thresholds:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as refusal:
        reason = str(refusal).splitlines()[0]
        raise FaultsError([_fault(path, reason)]) from None
    if not isinstance(content, dict):
        raise FaultsError([_fault(path, _("it holds no keys with values"))])
    wanted = {*_ORIGIN, *_SHARES, *_COUNTS}
    wrong = [_("{key} is missing").format(key=key) for key in sorted(wanted - content.keys())]
    wrong += [_("there is no key {key}").format(key=key) for key in sorted(content.keys() - wanted)]
    values: dict[str, object] = {}
    for key in (*_SHARES, *_COUNTS):
        if key in content:
            value = _share(content[key]) if key in _SHARES else _count(content[key])
            values[key] = value
            if value is None:
                wrong.append(_refusal(key, content[key]))
    if wrong:
        raise FaultsError([_fault(path, reason) for reason in wrong])
    origin = {"version": str(content["version"]), "source": str(content["source"])}
    return Thresholds(**values, **origin)  # type: ignore[arg-type]


def _fault(path: Path, reason: str) -> Fault:
    return Fault(BAD_PRESET, Place(file=path.name), facts={"reason": reason})


def _refusal(key: str, value: object) -> str:
    if key in _SHARES:
        return _("{key} is a share such as 80% or 0.8; found {value!r}").format(
            key=key, value=value
        )
    return _("{key} is a whole number above 0; found {value!r}").format(key=key, value=value)


def _share(value: object) -> Fraction | None:
    text = str(value).strip()
    part, hundredths = (text[:-1], 100) if text.endswith("%") else (text, 1)
    try:
        share = Fraction(Decimal(part)) / hundredths
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return share if 0 <= share <= 1 and not isinstance(value, bool) else None


def _count(value: object) -> int | None:
    good = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return value if good else None  # type: ignore[return-value]
