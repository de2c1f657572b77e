"""The machine: its clock, its libraries, and the programs that documents and Spark need."""

import datetime as dt
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from zoneinfo import ZoneInfoNotFoundError

from chainchief.briefing.errors import OfficeMissingError
from chainchief.briefing.render import pdf as libreoffice
from chainchief.care.doctor.findings import Examined, fine, note, problem
from chainchief.core.choices import listed
from chainchief.core.clock import local
from chainchief.core.i18n import PACKAGE, _

#: This program is younger than that: a clock before it is wrong.
_EARLIEST = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
#: Earlier ones may spoil a database that two connections write (the WAL-reset race).
_SQLITE = (3, 51, 3)
_JAVA = 17
_PAGES = PACKAGE / "web" / "static" / "dist" / "manifest.json"


def clock() -> Iterator[Examined]:
    subject, now = _("clock"), dt.datetime.now(dt.UTC)
    try:
        here = local(now)
    except ZoneInfoNotFoundError:
        said = _("the machine does not know the time zone Asia/Shanghai")
        yield problem(subject, said, _("install the time zones (Debian: apt-get install tzdata)"))
        return
    said = _("{:%Y-%m-%d %H:%M} in Asia/Shanghai").format(here)
    if now < _EARLIEST:
        yield problem(subject, said, _("set the clock, and let the machine keep it by NTP"))
    else:
        yield fine(subject, said)


def database_library() -> Iterator[Examined]:
    said = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < _SQLITE:
        todo = _("take a Python that brings SQLite {} or later, or PostgreSQL, where many write")
        yield note("SQLite", said, todo.format(".".join(map(str, _SQLITE))))
    else:
        yield fine("SQLite", said)


def office() -> Iterator[Examined]:
    try:
        yield fine("LibreOffice", libreoffice.office())
    except OfficeMissingError as missing:
        yield note("LibreOffice", _("not here: no PDF can be made"), str(missing))


def faces() -> Iterator[Examined]:
    """The standard's faces, or those that stand in for them in a PDF."""
    subject, there = _("fonts"), libreoffice.installed_faces()
    missing = [face for face in libreoffice.STAND_INS if face not in there]
    without = [face for face in missing if not there & set(libreoffice.STAND_INS[face])]
    if without:
        said = _("nothing stands in for {}").format(listed(without))
        todo = _("install the office's fonts, or fonts-noto-cjk; documents keep the real names")
        yield note(subject, said, todo)
    elif missing:
        said = _("others stand in for {} in a PDF").format(listed(missing))
        yield note(subject, said, _("install the office's fonts for what is printed"))
    else:
        yield fine(subject, _("all faces of the standard are installed"))


def java() -> Iterator[Examined]:
    version = java_version()
    if version is None:
        yield note("Java", _("not here: only --engine spark needs it"), _install_java())
    elif version < _JAVA:
        said = _("Java {} is older than {}").format(version, _JAVA)
        yield note("Java", said, _install_java())
    else:
        yield fine("Java", f"Java {version}")


def _install_java() -> str:
    return _("for --engine spark install Java {} (Debian: openjdk-17-jre-headless)").format(_JAVA)


def java_version() -> int | None:
    """The main version of the Java on the path, None where there is none that answers."""
    program = shutil.which("java")
    if program is None:
        return None
    try:
        said = subprocess.run(  # noqa: S603
            [program, "-version"], capture_output=True, timeout=30, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return int(version[1]) if version else None


def pages() -> Iterator[Examined]:
    subject = _("pages")
    try:
        json.loads(_PAGES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = _("their scripts and styles are not built")
        yield problem(subject, said, _("run `python3 run.py demo --no-serve` once"))
        return
    yield fine(subject, _("built"))
