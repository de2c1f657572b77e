"""What tests need from the machine itself: installed by apt as root on Debian."""

import glob
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.run.process import Stop, in_ci, run, say


@dataclass(frozen=True)
class Need:
    """Something tests use: its Debian package, those tests' marker, how to see that it is there."""

    what: str
    package: str
    marker: str
    present: Callable[[], bool]


def _has_java() -> bool:
    java = shutil.which("java")
    if not java:
        return False
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    return found is not None and int(found[1]) >= 17


def _has_cjk_font() -> bool:
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", str(Path.home() / ".fonts"))
    return any(
        glob.glob(f"{folder}/**/NotoSansCJK*", recursive=True)
        or glob.glob(f"{folder}/**/NotoSansSC*", recursive=True)
        for folder in folders
    )


def server_programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs (`initdb`, `pg_ctl`), if any."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    newest = max(found, key=lambda path: int(Path(path).parts[-3]), default=None)
    return Path(newest).parent if newest else None


def nginx() -> str | None:
    """The program, which Debian keeps where only root's path leads."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


NEEDS = (
    Need("Chromium", "chromium", "browser", lambda: bool(shutil.which("chromium"))),
    Need("Chinese fonts", "fonts-noto-cjk", "office", _has_cjk_font),
    Need("LibreOffice", "libreoffice-writer", "office", lambda: bool(shutil.which("soffice"))),
    Need("PDF readers", "poppler-utils", "office", lambda: bool(shutil.which("pdftotext"))),
    Need("PostgreSQL server", "postgresql", "postgres", lambda: server_programs() is not None),
    Need("OpenSSL", "openssl", "proxy", lambda: bool(shutil.which("openssl"))),
    Need("nginx", "nginx", "proxy", lambda: nginx() is not None),
    Need("systemd", "systemd", "proxy", lambda: bool(shutil.which("systemd-analyze"))),
    Need("Java 17", "openjdk-17-jre-headless", "spark", _has_java),
)


def missing() -> list[Need]:
    return [need for need in NEEDS if not need.present()]


def equip() -> list[str]:
    """Install what tests need; return the markers of tests that cannot run here all the same.

    In CI nothing may be left out, so that there a missing tool stops the run.
    """
    lacking = missing()
    if lacking and can_install():
        apt([need.package for need in lacking], "the tests")
        lacking = missing()
    if not lacking:
        return []
    names = ", ".join(f"{need.what} (Debian: {need.package})" for need in lacking)
    if in_ci():
        raise Stop(
            f"Missing on this machine: {names}. In CI no test may be left out: install them."
        )
    markers = sorted({need.marker for need in lacking})
    say(f"Missing on this machine: {names}. Left out, tests marked: {', '.join(markers)}.")
    return markers


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(packages: list[str], what_for: str) -> None:
    """Install Debian packages, without the ones they merely recommend."""
    say(f"Debian packages for {what_for}: installing {' '.join(packages)}")
    # Tests start what they need themselves; at this run level a package starts no service.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    run(["apt-get", "update", "-q"], quiet)
    run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], quiet)
    say("Debian packages: ready")
