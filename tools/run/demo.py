"""`run.py demo`: the demo city in the home folder, and its pages in the browser."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.run.paths import ROOT, SOURCE, in_venv
from tools.run.prepare import prepare
from tools.run.process import Stop, run, say

DEFAULT_PORT = 8000
_PATIENCE_SECONDS = 60


def demo(serve: bool = True) -> int:
    """Prepare everything; then serve until stopped, unless `serve` is false."""
    prepare("base")
    home = Path(os.environ.get("CHAINCHIEF_HOME", ROOT / "var")).resolve()
    _fill(home)
    if not serve:
        say(f"Ready. To see the pages: {in_venv('chainchief')} serve")
        return 0
    return _serve(home)


def _environment(home: Path) -> dict[str, str]:
    return {"CHAINCHIEF_HOME": str(home), "PYTHONPATH": str(SOURCE)}


def _fill(home: Path) -> None:
    """Build the demo city once; beside the home first, so that a kill leaves no half city."""
    if (home / "ledger.sqlite3").exists():
        say(f"Demo city: kept as it is in {home} (to begin anew, remove that folder)")
        return
    say(f"Demo city: building in {home}")
    draft = home.with_name(f".{home.name}-building")
    shutil.rmtree(draft, ignore_errors=True)
    run([in_venv("chainchief"), "demo"], _environment(draft))
    home.mkdir(parents=True, exist_ok=True)
    there = sorted(part.name for part in draft.iterdir() if (home / part.name).exists())
    if there:
        shutil.rmtree(draft)
        raise Stop(
            f"{home} holds no ledger, but {', '.join(there)} of one: nothing was changed. "
            "Move them away, or set CHAINCHIEF_HOME to another folder."
        )
    for part in draft.iterdir():
        part.replace(home / part.name)
    draft.rmdir()
    say("Demo city: built")


def _serve(home: Path) -> int:
    port = _port()
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [in_venv("chainchief"), "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **_environment(home)},
        stdin=subprocess.DEVNULL,
    )
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        _wait_for(address, server)
        say(f"Ready. Open 请打开 {address}   (stop with Ctrl+C; the data are in {home})")
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def _port() -> int:
    """`PORT` where it is set; else 8000, or the next free one."""
    wanted = os.environ.get("PORT")
    if wanted:
        if not _is_free(int(wanted)):
            raise Stop(f"PORT={wanted} is in use: stop what uses it or choose another.")
        return int(wanted)
    free = next((port for port in range(DEFAULT_PORT, DEFAULT_PORT + 50) if _is_free(port)), None)
    if free is None:
        raise Stop("No free port between 8000 and 8049: set PORT to one that is free.")
    if free != DEFAULT_PORT:
        say(f"Port {DEFAULT_PORT} is in use; taking {free}")
    return free


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return when the first page has been answered."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Stop(f"chainchief serve ended with status {server.returncode} (see above).")
        try:
            with direct.open(address, timeout=20):
                return
        except urllib.error.HTTPError as error:
            raise Stop(f"The first page {address} answered {error.code} (see above).") from error
        except OSError:
            time.sleep(0.1)
    raise Stop(f"No answer from {address} within {_PATIENCE_SECONDS} s.")
