"""Stamps: a step is repeated only when what it is made from has changed."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of `files`, in order of name, and over `words`."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(word.encode() + b"\0")
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def read(stamp: Path) -> dict[str, str]:
    """The steps done so far, by name; empty where there is no readable stamp."""
    try:
        return dict(json.loads(stamp.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def is_fresh(stamp: Path, step: str, print_: str) -> bool:
    return read(stamp).get(step) == print_


def note(stamp: Path, step: str, print_: str) -> None:
    """Record that `step` was done; through a draft, so that a kill leaves the old stamp."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_suffix(".draft")
    draft.write_text(json.dumps({**read(stamp), step: print_}), encoding="utf-8")
    draft.replace(stamp)
