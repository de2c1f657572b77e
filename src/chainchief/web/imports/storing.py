"""Where brought files lie: under random names, known to the table alone, until they are settled."""

import datetime as dt
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Count, Sum

from chainchief.core import durable
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.web.imports import faults, limits
from chainchief.web.imports.models import OPEN, State, Upload

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_MEGABYTE = 1024 * 1024
RETURNED = "returned.xlsx"


def folder_of(upload: Upload) -> Path:
    """The upload's own folder; its name is the random key."""
    return home().uploads / upload.key.hex


def source_of(upload: Upload) -> Path:
    """The file as it was brought."""
    return folder_of(upload) / f"source.{upload.form}"


def returned_of(upload: Upload) -> Path:
    """The workbook with the faults marked."""
    return folder_of(upload) / RETURNED


def plain_name(name: str) -> str:
    """A file's name as text to show: its last part, without marks that turn or hide text."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(character for character in last if character.isprintable()).strip()
    return kept[-200:] or _("without a name")


def form_of(start: bytes, name: str) -> str:
    """`xlsx` or `csv`: by how the file begins; of a text by its name, so that a page that was saved
    as a workbook is called that."""
    if start.startswith((_ZIP, _OLE)):
        return "xlsx"
    claims = name.lower().rsplit(".", 1)[-1]
    return "xlsx" if claims in {"xlsx", "xls", "xlsm", "xlsb", "et", "ods"} else "csv"


def check_quota(owner: str, size: int) -> None:
    """Raise `FaultsError` where the file is empty or too large, or its owner has too many."""
    if not size:
        raise FaultsError([Fault(faults.EMPTY_UPLOAD)])
    if size > limits.MOST_BYTES:
        raise FaultsError([too_large()])
    held = Upload.objects.filter(owner=owner, state__in=OPEN).aggregate(
        count=Count("pk"), size=Sum("size")
    )
    if held["count"] >= limits.MOST_OPEN:
        raise FaultsError([Fault(faults.TOO_MANY, facts={"count": held["count"]})])
    if (held["size"] or 0) + size > limits.MOST_OPEN_BYTES:
        facts = {"limit": limits.MOST_OPEN_BYTES // _MEGABYTE}
        raise FaultsError([Fault(faults.TOO_MUCH, facts=facts)])


def too_large() -> Fault:
    return Fault(faults.LARGE_UPLOAD, facts={"limit": limits.MOST_BYTES // _MEGABYTE})


def keep(
    chunks: Iterable[bytes], name: str, size: int, *, owner: str, kind: str, sender: str = ""
) -> Upload:
    """Keep a file under a random name; the row of its upload, not saved yet."""
    now = dt.datetime.now(dt.UTC)
    upload = Upload(
        owner=owner,
        kind=kind,
        file_name=plain_name(name),
        sender=sender,
        size=size,
        received_at=now,
        touched_at=now,
    )
    home().uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder_of(upload).mkdir(mode=0o700)
    pieces = iter(chunks)
    first = next(pieces, b"")
    upload.form = form_of(first[:8], name)
    with durable.replacing(source_of(upload)) as stream:
        stream.write(first)
        for piece in pieces:
            stream.write(piece)
    return upload


def remove(upload: Upload) -> None:
    """Take away all that lies in the upload's folder."""
    shutil.rmtree(folder_of(upload), ignore_errors=True)


def drop(upload: Upload) -> bool:
    """Set the upload aside with its file; False where it was written or dropped already."""
    dropped = Upload.objects.filter(pk=upload.pk, state__in=OPEN).update(
        state=State.DROPPED, touched_at=dt.datetime.now(dt.UTC)
    )
    if dropped:
        remove(upload)
    return bool(dropped)


def remove_forgotten() -> int:
    """Drop what nobody touched for long, and take away folders that no open upload has."""
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=limits.KEPT_DAYS)
    forgotten = Upload.objects.filter(state__in=OPEN, touched_at__lt=long_ago)
    dropped = sum(drop(upload) for upload in forgotten)
    held = {key.hex for key in Upload.objects.filter(state__in=OPEN).values_list("key", flat=True)}
    for folder in home().uploads.glob("*"):
        if folder.name not in held and folder.stat().st_mtime < long_ago.timestamp():
            shutil.rmtree(folder, ignore_errors=True)
    return dropped
