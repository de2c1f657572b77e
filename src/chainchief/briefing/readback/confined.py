"""Documents from elsewhere are opened and read in a process of their own.

What a file does to that process (endless work, all the memory, an abort in a library) is told as
one fault of the file.
"""

import base64
import stat
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from chainchief.briefing.docx.container import MOST_BYTES
from chainchief.briefing.faults import NOT_A_DOCUMENT, TOO_MUCH
from chainchief.briefing.readback.as_json import fault_of, final_text_of
from chainchief.briefing.readback.final_text import FinalText
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _, language
from chainchief.intake.files.confined import ProcessEndedError, run_confined

_PROCESS = "chainchief.briefing.reading_process"


def bytes_of(path: Path) -> bytes:
    """The content of a file; `FaultsError` for a directory, a pipe, and what cannot be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FaultsError([_not_read(path.name, _("it is a directory or a pipe, not a file"))])
        if status.st_size > MOST_BYTES:
            what = _("the file has more than {} MB").format(MOST_BYTES // 2**20)
            raise FaultsError([Fault(TOO_MUCH, Place(path.name), facts={"what": what})])
        return path.read_bytes()
    except OSError as failed:
        reason = _("it cannot be read: {}").format(failed.strerror)
        raise FaultsError([_not_read(path.name, reason)]) from None


def opened(content: bytes, name: str) -> bytes:
    """A template in the form that is read here; `FaultsError` where it cannot be opened."""
    return _opened(content, name, language())


@lru_cache(maxsize=8)
def _opened(content: bytes, name: str, _spoken: str) -> bytes:
    return _content(_process_answer("open", content, name)) or content


def final_text_in_file(content: bytes, name: str) -> FinalText:
    """The final text in a file, read in a process of its own."""
    return final_text_of(_process_answer("look", content, name))


def read_document(path: Path) -> ReadDocument:
    """Read back everything that can be from the file at `path`."""
    return final_text_in_file(bytes_of(path), path.name).document


def read_figures(path: Path) -> list[FoundFigure]:
    """The figures of a document in the order of its text."""
    return list(read_document(path).figures)


def cleaned(content: bytes, name: str) -> bytes:
    """The copy that `publishing.cleaned` makes."""
    return _content(_process_answer("publish", content, name))


def _content(answer: Mapping[str, object]) -> bytes:
    return base64.b64decode(str(answer["content"]))


def _process_answer(work: str, content: bytes, name: str) -> Mapping[str, object]:
    sent = base64.b64encode(content).decode("ascii")
    try:
        (answer,) = run_confined(_PROCESS, {"work": work, "content": sent, "name": name})
    except (ProcessEndedError, ValueError):
        what = _("reading it takes too much time or memory, or breaks off")
        raise FaultsError([Fault(TOO_MUCH, Place(name), facts={"what": what})]) from None
    assert isinstance(answer, dict)  # noqa: S101 - the process writes nothing else
    if "faults" in answer:
        raise FaultsError([fault_of(one) for one in answer["faults"]])
    return answer


def _not_read(name: str, reason: str) -> Fault:
    return Fault(NOT_A_DOCUMENT, Place(name), facts={"reason": reason})
