"""One file of an inbox: checked from a copy of its own, recorded once, put away."""

import datetime as dt
import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer, viewer_of
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import Fault, FaultsError, Place, faults_of
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.intake.checking import check_file
from chainchief.intake.inbox import faults
from chainchief.intake.inbox.folders import Folder
from chainchief.intake.inbox.kinds_of_files import kind_of
from chainchief.intake.inbox.preset import Inbox
from chainchief.intake.mapping.senders import sender_of_code
from chainchief.intake.models import Arrival, ArrivalState
from chainchief.intake.report.returned_workbook import write_report
from chainchief.ledger import evidence
from chainchief.ledger.registers import register_of

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Answered:
    """What came of a workbook that answers a request; with faults nothing was kept of it."""

    faults: tuple[Fault, ...]
    cells: int = 0


#: Takes an answer to a request: the file, what it is called, who brings it, where its marked copy
#: goes. None where the file answers none.
Receiver = Callable[[Path, str, Viewer, Path], Answered | None]


@dataclass
class _Outcome:
    state: ArrivalState
    kind: str = ""
    faults: Sequence[Fault] = ()
    counts: dict[str, int] = field(default_factory=dict)


def receive(folder: Folder, inbox: Inbox, key: str, name: str, receiver: Receiver) -> Arrival:
    """Bring a claimed file to its end, however far an earlier run came with it."""
    arrival = Arrival.objects.filter(key=key).first()
    report = _report_of(key)
    if arrival is None:
        with TemporaryDirectory(dir=_private()) as own:
            copy = Path(own) / f"arrived{Path(name).suffix.lower()[:8]}"
            folder.copy(key, name, copy)
            arrival = _recorded(inbox, key, name, copy, report, receiver)
    _put_away(folder, arrival, key, name, report)
    return arrival


def _recorded(
    inbox: Inbox, key: str, name: str, copy: Path, report: Path, receiver: Receiver
) -> Arrival:
    """Check the file and write its arrival, with what it changed, in one transaction."""
    digest = evidence.hash_of(copy)
    evidence.keep(copy, digest)
    report.unlink(missing_ok=True)
    with transaction.atomic():
        outcome = _outcome(inbox, name, copy, digest, report, receiver)
        grave = [fault for fault in outcome.faults if not fault.is_warning]
        return Arrival.objects.create(
            key=uuid.UUID(key),
            folder=inbox.folder[:120],
            sender=_sender_text(inbox),
            account=inbox.account[:150],
            file_name=name[-260:],
            sha256=digest,
            size=copy.stat().st_size,
            kind=outcome.kind,
            state=outcome.state,
            faults=len(grave),
            warnings=len(outcome.faults) - len(grave),
            first_fault=grave[0].text if grave else "",
            arrived_at=dt.datetime.now(dt.UTC),
            **outcome.counts,
        )


def _outcome(
    inbox: Inbox, name: str, copy: Path, digest: str, report: Path, receiver: Receiver
) -> _Outcome:
    try:
        with transaction.atomic():
            return _checked(inbox, name, copy, digest, report, receiver)
    except ChainChiefError as refusal:
        found = faults_of(refusal, faults.NOT_ALLOWED, Place(file=name))
    if inbox.kinds and not report.exists():
        write_report(report, None, None, found, register_of(inbox.kinds[0]), copy, called=name)
    return _Outcome(ArrivalState.RETURNED, faults=found)


def _checked(
    inbox: Inbox, name: str, copy: Path, digest: str, report: Path, receiver: Receiver
) -> _Outcome:
    """Take the file as an answer, or check it as records of a kind; nothing is written of those."""
    viewer = _viewer(inbox)
    answered = receiver(copy, name, viewer, report)
    if answered is not None:
        is_returned = any(not fault.is_warning for fault in answered.faults)
        state = ArrivalState.RETURNED if is_returned else ArrivalState.ANSWERED
        return _Outcome(state, faults=answered.faults, counts={"revised": answered.cells})
    before = Arrival.objects.filter(
        sha256=digest, folder=inbox.folder, state__in=(ArrivalState.STAGED, ArrivalState.TAKEN)
    ).first()
    if before is not None:
        facts = {"day": clock.day(before.arrived_at), "state": _(ArrivalState(before.state).label)}
        raise FaultsError([Fault(faults.ARRIVED_BEFORE, Place(file=name), facts=facts)])
    sender = sender_of_code(inbox.sender)
    kind = kind_of(copy, name, inbox.kinds, sender)
    result = check_file(kind, copy, viewer=viewer, called=name, report=report, sender=sender).result
    found = (*result.faults, *result.warnings)
    if not result.accepted:
        return _Outcome(ArrivalState.RETURNED, kind, found)
    counts = {
        "created": result.created,
        "revised": result.revised,
        "unchanged": result.unchanged,
    }
    return _Outcome(ArrivalState.STAGED, kind, found, counts)


def _viewer(inbox: Inbox) -> Viewer:
    """Whoever the folder's files are checked as, with the rights of today."""
    account = Account.objects.filter(username=inbox.account).first()
    if account is None or not account.is_active:
        raise ChainChiefError(
            _("The account “{}” of this folder is not there, or disabled.").format(inbox.account)
        )
    return viewer_of(account, clock.today())


def _sender_text(inbox: Inbox) -> str:
    try:
        return sender_of_code(inbox.sender).text
    except ChainChiefError:
        return inbox.sender


def _put_away(folder: Folder, arrival: Arrival, key: str, name: str, report: Path) -> None:
    """Move the file to where it stays; a returned one gets its marked copy first."""
    is_returned = arrival.state == ArrivalState.RETURNED
    if is_returned:
        if report.exists():
            marked = _called(name, key, f"_{_('returned')}", ".xlsx")
            folder.write_returned(marked, report.read_bytes())
        else:
            reason = _called(name, key, f"_{_('returned')}", ".txt")
            folder.write_returned(reason, f"{arrival.first_fault}\n".encode())
    called = _called(name, key, "", Path(name).suffix)
    folder.put_away(key, name, folder.returned if is_returned else folder.done, called)
    report.unlink(missing_ok=True)


def _called(name: str, key: str, what: str, ending: str) -> str:
    """The name under which a file lies from now on; the same however often it is asked for."""
    end = f"_{key[:8]}{what}{ending}"
    stem = Path(name).stem
    while len(f"{stem}{end}".encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem + end


def _private() -> Path:
    folder = home().path / "inbox-work"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _report_of(key: str) -> Path:
    return _private() / f"{key}.xlsx"


def remove_leftovers() -> None:
    """Take away copies that a run which was stopped left behind; marked copies are still needed."""
    for left in _private().iterdir():
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
