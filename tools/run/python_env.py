"""The Python environment in `.venv`: one for all commands, installed from hash-locked files."""

import shutil
import subprocess
import sys
from pathlib import Path

from tools.run import machine
from tools.run.paths import REQUIREMENTS, SOURCE, VENV, in_venv
from tools.run.process import Stop, run, say
from tools.run.stamps import fingerprint, is_fresh, note

STAMP = VENV / "chainchief-stamp.json"
_LAUNCHER = "#!{python}\nfrom chainchief.__main__ import main\n\nmain()\n"


def found() -> None:
    """Make sure that `.venv` exists, runs, and holds the installer."""
    if not _runs():
        _create()
    try:
        _ensure_uv()
    except Stop as reason:
        say(f"uv cannot be had, so pip does the work (slower). The reason:\n{reason}")


def prepare(wanted: str) -> None:
    """Make `.venv` hold the set `wanted` ("base" or "test"); nothing else in it is removed."""
    lock = REQUIREMENTS / f"{wanted}.txt"
    print_ = fingerprint([lock, REQUIREMENTS / "tools.txt"], sys.version)
    if is_fresh(STAMP, wanted, print_):
        return
    say(f"Python packages of requirements/{lock.name}: installing")
    install(lock)
    _point_at_source()
    note(STAMP, wanted, print_)
    say("Python packages: ready")


def install(lock: Path, target: Path | None = None) -> None:
    """Install `lock` with uv where it can be had, else with pip, and say why."""
    aside = ["--target", str(target)] if target else []
    try:
        where = aside or ["--python", str(in_venv("python"))]
        # Compiled at once: where Python may not write bytecode, each command would compile anew.
        quick = ["--require-hashes", "--compile-bytecode"]
        run([in_venv("uv"), "pip", "install", *quick, *where, "-r", lock])
    except Stop as reason:
        say(f"uv could not install {lock.name}, so pip does it (slower). The reason:\n{reason}")
        pip = [in_venv("python"), "-m", "pip", "install", "-q", "--require-hashes"]
        run([*pip, *aside, "-r", lock])


def _runs() -> bool:
    """Whether `.venv` holds a Python of this version that starts."""
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        found = subprocess.run(
            [in_venv("python"), "-c", version], capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    return found == f"{sys.version_info[0]}.{sys.version_info[1]}"


def _create() -> None:
    say("Python environment .venv: creating")
    if VENV.exists():
        shutil.rmtree(VENV)
    make = [sys.executable, "-m", "venv", VENV]
    try:
        run(make)
    except Stop as reason:
        if not machine.can_install():
            raise Stop(
                f"{reason}\nThis Python cannot make environments. On Debian and Ubuntu the package "
                "python3-venv is missing: apt-get install python3-venv, then run this again."
            ) from reason
        machine.apt(["python3-venv"], "this Python")
        run([*make, "--clear"])


def _ensure_uv() -> None:
    lock = REQUIREMENTS / "tools.txt"
    print_ = fingerprint([lock])
    if in_venv("uv").exists() and is_fresh(STAMP, "tools", print_):
        return
    pip = [in_venv("python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", lock])
    note(STAMP, "tools", print_)


def _point_at_source() -> None:
    """Let the environment find `src`, and give it the program `chainchief`."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    packages = VENV / "lib" / version / "site-packages"
    (packages / "chainchief.pth").write_text(f"{SOURCE}\n", encoding="utf-8")
    program = in_venv("chainchief")
    program.write_text(_LAUNCHER.format(python=in_venv("python")), encoding="utf-8")
    program.chmod(0o755)
