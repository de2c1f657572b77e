"""Folders that units put files into: there, ours to move files in, and looked through."""

import datetime as dt
import os
import time
from collections.abc import Iterator

from chainchief.access.models import Account
from chainchief.care.doctor.findings import Examined, fine, note, problem
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _
from chainchief.intake.inbox.folders import opened
from chainchief.intake.inbox.preset import PRESET, Inbox
from chainchief.intake.inbox.watching import last_pass, root
from chainchief.intake.mapping.senders import sender_of_code

_LONG = 60 * 60


def folders() -> Iterator[Examined]:
    """Report what is watched, with whose rights, and when it was last looked through."""
    inboxes = PRESET.load()
    if not inboxes:
        return
    subject = _("folders of files")
    for inbox in inboxes:
        yield from _one(subject, inbox)
    passed_at = last_pass()
    todo = _("keep `chainchief intake watch` running (docs/import.md)")
    if passed_at is None:
        yield note(subject, _("never looked through"), todo)
    elif time.time() - passed_at > _LONG:
        at = clock.minute(dt.datetime.fromtimestamp(passed_at, dt.UTC))
        yield note(subject, _("last looked through {}").format(at), todo)
    else:
        names = listed(inbox.folder for inbox in inboxes)
        yield fine(subject, _("watched: {}").format(names))


def _one(subject: str, inbox: Inbox) -> Iterator[Examined]:
    path = root() / inbox.folder
    account = Account.objects.filter(username=inbox.account, is_active=True).exists()
    if not account:
        said = _("{}: the account “{}” is not there, or disabled")
        todo = _("name an account that may enter these records in presets/inboxes.yaml")
        yield problem(subject, said.format(inbox.folder, inbox.account), todo)
    try:
        sender_of_code(inbox.sender)
    except ChainChiefError as wrong:
        yield problem(subject, str(wrong), _("correct the sender in presets/inboxes.yaml"))
    if path.exists() and not os.access(path, os.W_OK | os.X_OK):
        said = _("{}: the program may not move files in it")
        todo = _("let the program's user write there")
        yield problem(subject, said.format(inbox.folder), todo)
    elif path.is_symlink():
        said = _("{}: the folder is a link, and is not followed")
        yield problem(subject, said.format(inbox.folder), _("make it a folder, or mount it there"))
    elif path.is_dir():
        with opened(path) as folder:
            for name in folder.links():
                said = _("{}: “{}” is a link and is not followed").format(inbox.folder, name)
                yield note(subject, said, _("put the file itself there"))
