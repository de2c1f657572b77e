"""What parts of a backup may be called: relative, below a known place, the same on every system."""

import re
import unicodedata
from pathlib import PurePosixPath

MANIFEST = "manifest.json"
LEDGER = "ledger"
SETTINGS = "chainchief.toml"
DEMO_MARK = "demo"
#: Folders of the home that are backed up, and below which a part may stand.
MANIFESTS, OBJECTS, FEEDS = "lake/manifests", "lake/objects", "lake/feeds"
EVIDENCE, ISSUED, PRESETS = "evidence", "issued", "presets"
_FOLDERS = (LEDGER, MANIFESTS, OBJECTS, FEEDS, EVIDENCE, ISSUED, PRESETS)
_FILES = (SETTINGS, DEMO_MARK)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_HASHED = re.compile(r"([0-9a-f]{64})(\.parquet|\.docx)?")


def is_safe(name: str) -> bool:
    """Whether a part of this name is written where it says, in a home folder, and nowhere else."""
    parts = name.split("/")
    if _FORBIDDEN.search(name) or unicodedata.normalize("NFC", name) != name:
        return False
    if any(part in ("", ".", "..") for part in parts):
        return False
    return name in _FILES or any(name.startswith(f"{folder}/") for folder in _FOLDERS)


def stated_hash(name: str) -> str | None:
    """The SHA-256 that a name states of its content, for what is kept by its hash."""
    if not name.startswith((OBJECTS, FEEDS, EVIDENCE, ISSUED)):
        return None
    match = _HASHED.fullmatch(PurePosixPath(name).name)
    return match[1] if match else None
