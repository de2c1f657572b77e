"""Evidence: files kept by the hash of their content, so that none can be swapped unseen."""

import hashlib
import mimetypes
import shutil
from collections.abc import Iterator
from io import BufferedRandom
from pathlib import Path

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import durable
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, declare
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.document.models import Document, DocumentAddition
from chainchief.ledger.registers import register_of

MISSING_FILE = declare(
    "VER-040",
    why="the file of document “{name}” ({code}) is not in the evidence store",
    remedy="add it again with `chainchief evidence add FILE`, from the original",
)
DOCUMENT_WITHDRAWN = declare(
    "VER-042",
    why="document “{name}” was withdrawn on {day}: {reason}",
    remedy="reinstate it first, or use another document",
)
ALTERED_FILE = declare(
    "VER-041",
    why="the file of document “{name}” was altered: its content is now {found}",
    remedy="put the file {code} back from a backup, or add the original again",
)


def store(path: Path, *, viewer: Viewer, reason: str = "") -> Document:
    """Keep a copy of `path` under its hash and record it; the same content is kept once.

    Whoever adds it, as the first or after others, sees it from then on. Raises `FaultsError` for
    content whose document was withdrawn: it is no evidence until someone reinstates it.
    """
    policy.require(viewer, "enter", register_of(Document.kind).policy_class)
    if not path.is_file():
        raise WrongUseError(_("There is no file {}.").format(path))
    digest = hash_of(path)
    known = Document.objects.filter(code=digest).first()
    if known is not None and known.withdrawn_on:
        raise FaultsError([_withdrawn(known)])
    keep(path, digest)
    if known is not None:
        _record_addition(known, viewer, reason)
        return known
    values = {
        "name": path.name[:200],
        "media_type": mimetypes.guess_type(path.name)[0] or "",
        "size": path.stat().st_size,
    }
    creation = Creation(Document.kind, digest, values)
    with changelog.acting(viewer.signature, reason):
        apply_change_set(ChangeSet(creations=(creation,)), viewer=viewer, reason=reason)
        document = Document.objects.get(code=digest)
        _record_addition(document, viewer, reason)
    return document


def _record_addition(document: Document, viewer: Viewer, reason: str) -> None:
    additions = DocumentAddition.objects.filter(document=document, actor=viewer.signature)
    if not additions.exists():
        with changelog.acting(viewer.signature, reason):
            DocumentAddition.objects.get_or_create(document=document, actor=viewer.signature)


def _withdrawn(known: Document) -> Fault:
    facts = {"name": known.name, "day": known.withdrawn_on, "reason": known.withdrawn_reason}
    return Fault(DOCUMENT_WITHDRAWN, facts=facts)


def path_of(digest: str) -> Path:
    """The path of the content with this SHA-256, whether or not it is there."""
    return home().evidence / digest[:2] / digest


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def verify() -> list[Fault]:
    """Documents whose file is missing or has another content."""
    return list(_faults())


def _faults() -> Iterator[Fault]:
    for document in Document.objects.filter(withdrawn_on=None).order_by("code").iterator():
        facts = {"name": document.name, "code": document.code}
        path = path_of(document.code)
        if not path.is_file():
            yield Fault(MISSING_FILE, facts=facts)
        elif (actual := hash_of(path)) != document.code:
            yield Fault(ALTERED_FILE, facts={**facts, "found": actual})


def keep(source: Path, digest: str) -> None:
    """Keep a copy of a file under its SHA-256, without recording it as a document.

    Copy to a temporary name, on to the disk, then rename: no half file bears a hash.
    """
    target = path_of(digest)
    if target.is_file() and hash_of(target) == digest:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with durable.replacing(target) as draft:
        with source.open("rb") as stream:
            shutil.copyfileobj(stream, draft)
        _check_copy(draft, digest, source)


def _check_copy(copy: BufferedRandom, digest: str, source: Path) -> None:
    copy.seek(0)
    if hashlib.file_digest(copy, "sha256").hexdigest() != digest:
        raise WrongUseError(_("{} was changed while it was read; try again.").format(source))
