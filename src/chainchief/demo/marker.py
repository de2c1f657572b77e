"""The mark of a demo home folder. Pages and documents show 演示数据 where it stands."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from chainchief.core.home import home


@dataclass(frozen=True)
class Marker:
    """What the demo city was made from; `complete` once it is whole."""

    seed: int
    scale: float
    complete: bool = False


def path() -> Path:
    return home().path / "demo"


def read() -> Marker | None:
    """The mark of this home folder, None where it is no demo."""
    if not path().exists():
        return None
    return Marker(**json.loads(path().read_text(encoding="utf-8")))


def write(marker: Marker) -> None:
    home().ensure()
    path().write_text(json.dumps(asdict(marker)) + "\n", encoding="utf-8")
