"""How the pages were served last, for whoever asks what is open to whom."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from chainchief.care.certificates import Certificate
from chainchief.core.home import home


@dataclass(frozen=True)
class LastServed:
    """Since when, where, behind which proxy, with which certificate, under which names."""

    at: dt.datetime
    host: str
    port: int
    proxy: str
    names: tuple[str, ...]
    certificate: Certificate | None


def last_served_file() -> Path:
    return home().path / "last-served.json"


def write_down(
    *, host: str, port: int, proxy: str, names: tuple[str, ...], certificate: Certificate | None
) -> None:
    """Keep it; no secret is among it."""
    files = (
        [str(certificate.chain.resolve()), str(certificate.key.resolve())] if certificate else []
    )
    said = {
        "at": dt.datetime.now(dt.UTC).isoformat(),
        "host": host,
        "port": port,
        "proxy": proxy,
        "names": names,
        "certificate": files,
    }
    last_served_file().write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def read() -> LastServed | None:
    """None where the pages were never served; `ValueError` and the like for a file that is none."""
    try:
        said = json.loads(last_served_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    files = [Path(each) for each in said["certificate"]]
    return LastServed(
        dt.datetime.fromisoformat(said["at"]),
        str(said["host"]),
        int(said["port"]),
        str(said["proxy"]),
        tuple(said["names"]),
        Certificate(*files) if files else None,
    )
