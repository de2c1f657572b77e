"""Reading the anchors that something old carries: a typed code, a text, a document, a backup."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from chainchief.care.archive import manifest, names
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.ledger.changelog.anchors import Anchor, codes_in, parse

#: A printout's text is small; whatever is larger is not read to its end.
_MOST = 32 << 20
_TAG = re.compile(r"<[^>]*>")
#: Elements after which text stands apart from what follows.
_END = re.compile(r"</(?:w:p|w:tc|a:p|si|t|is|row)>")


def anchors_of(words: Iterable[str]) -> list[Anchor]:
    """The anchors that these codes and files name, each once, by number.

    `WrongUseError` for a mistyped code, and for a file without any.
    """
    anchors = {anchor for word in words for anchor in _of(word)}
    return sorted(anchors, key=lambda anchor: (anchor.seal, anchor.head))


def _of(word: str) -> list[Anchor]:
    path = Path(word)
    if not path.is_file():
        return [parse(word)]
    anchors = list(_in_file(path))
    if not anchors:
        raise WrongUseError(_("{} names no anchor of a change log.").format(path))
    return anchors


def _in_file(path: Path) -> Iterator[Anchor]:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            yield from codes_in(stream.read(_MOST).decode("utf-8", "replace"))
        return
    try:
        with zipfile.ZipFile(path) as container:
            yield from _in_container(container)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        FaultsError,
    ) as broken:
        raise WrongUseError(_("{} is damaged: {}").format(path, broken)) from None


def _in_container(container: zipfile.ZipFile) -> Iterator[Anchor]:
    """A backup says it in its manifest; of a document all text is looked through."""
    if names.MANIFEST in container.namelist():
        code = manifest.parsed(_content(container, names.MANIFEST)).ledger.code
        yield from [parse(code)] if code else []
        return
    for name in container.namelist():
        if name.endswith(".xml"):
            text = _END.sub(" ", _content(container, name).decode("utf-8", "replace"))
            yield from codes_in(_TAG.sub("", text))


def _content(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as stream:
        return stream.read(_MOST)
