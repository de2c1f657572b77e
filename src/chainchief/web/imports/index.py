"""The first page of the way: choose a kind and a file; the uploads that one has here."""

from dataclasses import dataclass, field

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.intake.mapping.senders import names_of, own_sender, senders_for
from chainchief.ledger.registers import all_registers, register_of
from chainchief.web.frame.choices import Choice
from chainchief.web.imports import limits
from chainchief.web.imports.arrivals.views import waiting_for
from chainchief.web.imports.limits import size_words
from chainchief.web.imports.models import State, Upload
from chainchief.web.imports.upload_page import Step, shown_state, steps_of
from chainchief.web.jobs.progress import line_of
from chainchief.web.registers.groups import all_groups

#: Settled uploads that are still listed.
_SETTLED = 20


@dataclass(frozen=True)
class KindGroup:
    """Kinds under one heading of the select."""

    title: str
    kinds: list[Choice]


@dataclass(frozen=True)
class UploadLine:
    """One upload of the viewer's."""

    name: str
    address: str
    kind: str
    at: str
    size: str
    state: str
    words: str
    outcome: str


@dataclass(frozen=True)
class ImportsPage:
    """What templates/web/imports/index.html shows."""

    steps: list[Step]
    kind: str
    kind_name: str
    groups: list[KindGroup]
    template: str
    blank: str
    level: str
    most: int
    most_words: str
    senders: list[Choice]
    sender: str
    uploads: list[UploadLine]
    arrived: int
    #: Whether the pages of the feeds are open to this person.
    may_feed: bool
    is_moving: bool
    faults: list[Fault] = field(default_factory=list)


def imports_page(
    viewer: Viewer, kind: str, faults: tuple[Fault, ...] = (), sender: str = ""
) -> ImportsPage:
    """`kind` is chosen beforehand where a register led here; one not open to the viewer is not."""
    groups = _groups(viewer)
    known = {choice.code for group in groups for choice in group.kinds}
    chosen = kind if kind in known else ""
    uploads = _uploads(viewer)
    return ImportsPage(
        steps=steps_of(""),
        kind=chosen,
        kind_name=_(register_of(chosen).plural) if chosen else "",
        groups=groups,
        template=_prefilled(viewer, chosen),
        blank=reverse("import-template", args=[chosen]) if chosen else "",
        level=policy.level_word(register_of(chosen).policy_class) if chosen else "",
        most=limits.MOST_BYTES,
        most_words=size_words(limits.MOST_BYTES).replace(".0", ""),
        senders=_senders(viewer) if chosen else [],
        sender=sender or own_sender(viewer).text,
        uploads=[_line(upload) for upload in uploads],
        arrived=len(waiting_for(viewer)),
        may_feed=policy.allowed(viewer, "feed", "firm"),
        is_moving=any(u.job is not None and u.job.is_unfinished for u in uploads),
        faults=list(faults),
    )


def _groups(viewer: Viewer) -> list[KindGroup]:
    registers = all_registers()
    found = [
        KindGroup(
            group.title,
            [
                Choice(kind, _(registers[kind].plural))
                for kind in group.kinds
                if policy.allowed(viewer, "enter", registers[kind].policy_class)
            ],
        )
        for group in all_groups()
    ]
    return [group for group in found if group.kinds]


def _senders(viewer: Viewer) -> list[Choice]:
    """Of whom the file may be, where that is more than one."""
    senders = senders_for(viewer)
    names = names_of(senders)
    return [Choice(one.text, _named(names[one], one.code)) for one in senders] * (len(senders) > 1)


def _named(name: str, code: str) -> str:
    return f"{name} {code}" if code and name != code else name


def _prefilled(viewer: Viewer, kind: str) -> str:
    """The register as a workbook, for whoever may export it."""
    if not kind or not policy.allowed(viewer, "export", register_of(kind).policy_class):
        return ""
    return reverse("record-file", args=[kind, "xlsx"])


def _uploads(viewer: Viewer) -> list[Upload]:
    """All that are open, and the last of the others."""
    own = Upload.objects.filter(owner=viewer.signature).select_related("job", "batch")
    recent = list(own.order_by("-touched_at")[: limits.MOST_OPEN + _SETTLED])
    settled = [upload for upload in recent if not upload.is_open][:_SETTLED]
    return [upload for upload in recent if upload.is_open or upload in settled]


def _line(upload: Upload) -> UploadLine:
    state = shown_state(upload)
    busy = upload.job is not None and upload.job.is_unfinished
    known = all_registers().get(upload.kind)
    return UploadLine(
        name=upload.file_name,
        address=reverse("import", args=[upload.key]),
        kind=_(known.plural) if known else upload.kind,
        at=clock.minute(upload.touched_at),
        size=size_words(upload.size),
        state=state,
        words=_STATES[state](),
        outcome=line_of(upload.job).words if busy and upload.job else _outcome(upload, state),
    )


_STATES = {
    State.CHECKING: lambda: _("being checked"),
    "stopped": lambda: _("not checked"),
    State.READY: lambda: _("to be confirmed"),
    State.REFUSED: lambda: _("with faults"),
    State.WRITING: lambda: _("being written"),
    State.WRITTEN: lambda: _("written"),
    State.DROPPED: lambda: _("discarded"),
}


def _outcome(upload: Upload, state: str) -> str:
    if state == State.REFUSED and upload.asks:
        return _("asks which column is which")
    if state == State.REFUSED:
        return ngettext("{} fault", "{} faults", upload.faults).format(f"{upload.faults:,}")
    if state in (State.READY, State.WRITTEN):
        return _("{created} new, {revised} revised, {unchanged} unchanged").format(
            created=f"{upload.created:,}",
            revised=f"{upload.revised:,}",
            unchanged=f"{upload.unchanged:,}",
        )
    return ""
