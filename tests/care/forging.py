"""Backups without a ledger, and every way of damaging one, with and without the key."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

from chainchief.care.archive import trailer
from chainchief.care.archive.keyring import SealingKey
from chainchief.care.archive.manifest import LedgerState
from chainchief.care.archive.packing import Packer

KEY = SealingKey(b"k" * 32, b"c" * 32, Path("keys/changelog.key"))
OTHER = SealingKey(b"o" * 32, b"d" * 32, Path("keys/changelog.key"))
OBJECT = "lake/objects/ab/" + "ab" * 32 + ".parquet"
PARTS = {
    "ledger/ledger.sqlite3": bytes(range(256)) * 40,
    OBJECT: b"PAR1" + bytes(range(255, -1, -1)) * 4 + b"PAR1",
    "presets/city.yaml": "城市: 德州市\n".encode() * 30,
}
STATE = LedgerState("sqlite", ("ledger.0001_initial",), {"ledger_chain": 2}, 7, None)


def sound(parts=None, key=KEY):
    """A backup as the program writes it."""
    stream = io.BytesIO()
    with Packer(stream, key) as packer:
        for name, content in (parts or PARTS).items():
            with packer.part(name) as part:
                part.write(content)
        packer.finish("2023-12-01T00:00:00+00:00", "0.1.0", STATE)
    return stream.getvalue()


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return [(info, container.read(info)) for info in container.infolist()]


def rewritten(entries, key=None):
    """A ZIP of these entries: sealed with `key`, or with the old trailer of someone without one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in entries:
            container.writestr(name, data)
        container.comment = trailer.unsealed(key or KEY)
    if key:
        trailer.seal(stream, key)
    return stream.getvalue()


def plain(content):
    """Entries by name alone, to be changed and written anew."""
    return [(info.filename, data) for info, data in members(content)]


def manifest_of(content):
    return manifest_in(plain(content))


def manifest_in(entries):
    (text,) = [data for name, data in entries if name == "manifest.json"]
    return json.loads(text)


def with_manifest(entries, manifest):
    text = manifest if isinstance(manifest, bytes) else json.dumps(manifest).encode()
    return [(n, text if n == "manifest.json" else data) for n, data in entries]


def stating(entries, name, content, **said):
    """`entries` with one more part, and a manifest that names it."""
    manifest = manifest_in(entries)
    entry = {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["parts"].append({**entry, **said})
    return with_manifest(entries, manifest)


def flipped(content, at, bit=0):
    changed = bytearray(content)
    changed[at] ^= 1 << bit
    return bytes(changed)


def inside(content, name):
    """The offset of the middle of a member's packed bytes."""
    (info,) = [info for info, _ in members(content) if info.filename == name]
    head = content[info.header_offset : info.header_offset + 30]
    start = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little") + 30
    return info.header_offset + start + info.compress_size // 2


def of_vendor(name):
    """A connection to another kind of database, as far as its kind is asked."""

    class Connection:
        vendor = name

    return Connection()
