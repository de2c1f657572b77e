"""A throwaway PostgreSQL cluster for tests, on loopback, in a folder that goes with it."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.run.machine import server_programs
from tools.run.process import Stop

#: Durability is for data that must survive; a test's must not.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
}
ADDRESS = "CHAINCHIEF_TEST_POSTGRES"
_SHARED_MEMORY = "/dev/shm"
_ROOM_BYTES = 4 * 1024**3


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, yield its address (postgresql://…/postgres), stop it and remove it."""
    programs = server_programs()
    if programs is None:
        raise Stop("No PostgreSQL server on this machine. On Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="chainchief-postgres-", dir=_in_memory()))
    try:
        yield from _serve(programs, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_memory() -> str | None:
    """The folder that Linux keeps in memory, where it has room: each test copies a database."""
    if os.path.isdir(_SHARED_MEMORY) and shutil.disk_usage(_SHARED_MEMORY).free > _ROOM_BYTES:
        return _SHARED_MEMORY
    return None


def _serve(programs: Path, folder: Path) -> Iterator[str]:
    password, port = secrets.token_hex(16), _free_port()
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    owner = _hand_over(folder)
    data = folder / "data"
    fresh = [programs / "initdb", "-D", data, "-U", "chainchief", "-E", "UTF8", "--no-sync"]
    _as(owner, [*fresh, "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={secret}"])
    options = " ".join(f"-c {key}={value}" for key, value in _SETTINGS.items())
    options += f" -c port={port} -c unix_socket_directories={folder}"
    control = [programs / "pg_ctl", "-D", data, "-w", "-s"]
    _as(owner, [*control, "-l", folder / "log", "-o", options, "start"])
    try:
        yield f"postgresql://chainchief:{password}@127.0.0.1:{port}/postgres"
    finally:
        _as(owner, [*control, "-m", "immediate", "stop"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _hand_over(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: give the folder to another user, return the name."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    owner = "postgres" if "postgres" in known else "nobody"
    shutil.chown(folder, owner)
    for file in folder.iterdir():
        shutil.chown(file, owner)
    return owner


def _as(owner: str | None, command: list[str | Path]) -> None:
    words = [str(word) for word in command]
    whole = ["runuser", "-u", owner, "--", *words] if owner else words
    # Files, not pipes: the server inherits them and would hold a pipe open.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(whole, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/")
        if done.returncode:
            said.seek(0)
            raise Stop(f"PostgreSQL for the tests: {words[0]} failed:\n{said.read()}")
