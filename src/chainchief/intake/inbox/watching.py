"""All inboxes, looked through again and again: files that nobody writes to any more are taken."""

import fcntl
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chainchief.core import durable
from chainchief.core.errors import ChainChiefError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.intake.inbox.folders import Folder, Waiting, opened
from chainchief.intake.inbox.preset import PRESET, Inbox
from chainchief.intake.inbox.receiving import Receiver, receive, remove_leftovers
from chainchief.intake.models import Arrival

#: Seconds for which a file must lie unchanged.
SETTLED = 10.0


class AlreadyWatchingError(ChainChiefError):
    """Another process watches the folders of this home."""

    exit_status = 1

    def __init__(self) -> None:
        super().__init__(_("Another process watches these folders already; only one may."))


@dataclass
class Watch:
    """Looks through the folders; `notify` hears of each arrival, and of what cannot be taken."""

    receiver: Receiver
    notify: Callable[[Arrival], None]
    complain: Callable[[str], None]
    settled: float = SETTLED
    _seen: dict[tuple[str, str], tuple[tuple[int, int, int], float]] = field(default_factory=dict)
    _complained: set[str] = field(default_factory=set)

    def look(self) -> int:
        """Take what is ready in every folder; the number of files that came to their end."""
        taken = sum(self._look_into(inbox) for inbox in PRESET.load())
        note_pass()
        return taken

    def _look_into(self, inbox: Inbox) -> int:
        try:
            with opened(root() / inbox.folder) as folder:
                for name in folder.links():
                    self._complain(
                        _("{}: “{}” is a link and is not followed").format(inbox.folder, name)
                    )
                for waiting in folder.waiting():
                    if self._is_ready(folder, inbox, waiting):
                        folder.claim(waiting.name, uuid.uuid4().hex)
                return self._finish(folder, inbox)
        except OSError as error:
            self._complain(f"{inbox.folder}: {error.strerror or error}")
            return 0

    def _is_ready(self, folder: Folder, inbox: Inbox, waiting: Waiting) -> bool:
        """Whether the file has lain unchanged for long enough, is whole, and open nowhere else."""
        now, at = time.time(), (inbox.folder, waiting.name)
        mark, since = self._seen.get(at, (None, now))
        if mark != waiting.mark:
            self._seen[at] = (waiting.mark, since := min(now, waiting.changed_at))
        return (
            now - max(since, waiting.changed_at) >= self.settled
            and not folder.is_open_elsewhere(waiting.name)
            and folder.is_whole(waiting)
        )

    def _finish(self, folder: Folder, inbox: Inbox) -> int:
        """Bring all claimed files to their end, those of an earlier run among them."""
        count = 0
        for key, name in list(folder.claimed()):
            self.notify(receive(folder, inbox, key, name, self.receiver))
            self._seen.pop((inbox.folder, name), None)
            count += 1
        return count

    def _complain(self, text: str) -> None:
        """Say it once, not at every look."""
        if text not in self._complained:
            self._complained.add(text)
            self.complain(text)


def root() -> Path:
    """The folder that holds the inboxes."""
    return home().path / "inbox"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of the one process that watches; `AlreadyWatchingError` where it is held."""
    root().mkdir(parents=True, exist_ok=True)
    handle = os.open(home().path / "inbox.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyWatchingError from error
        remove_leftovers()
        yield
    finally:
        os.close(handle)


def note_pass() -> None:
    """Remember when the folders were last looked through, for whoever asks how it is."""
    content = json.dumps({"at": time.time(), "pid": os.getpid()})
    durable.write(_pass_file(), content.encode())


def last_pass() -> float | None:
    """The moment at which the folders were last looked through; None if never."""
    try:
        return float(json.loads(_pass_file().read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError):
        return None


def _pass_file() -> Path:
    return home().path / "inbox-work" / "last-pass.json"
