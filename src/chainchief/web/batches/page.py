"""The page of a batch: who brought which file when, what it wrote, and whether it was undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.ledger import evidence
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.queries.batches import Written, uids_of, written_by
from chainchief.ledger.queries.history import shown_values, titles_of
from chainchief.ledger.registers import AnyColumn, Register, register_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of
from chainchief.web.imports.actions import undoings_of
from chainchief.web.imports.batches import reaches_all, uids_in_reach
from chainchief.web.imports.models import Undoing
from chainchief.web.jobs.progress import ProgressLine, line_of
from chainchief.web.registers.cells import text_of
from chainchief.web.registers.names import Names

STEP = 50


@dataclass(frozen=True)
class ChangeLine:
    """One cell: from what to what."""

    title: str
    cell: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordLine:
    """One record of the batch."""

    code: str
    name: str
    address: str
    act: str
    is_new: bool
    row: str
    changes: list[ChangeLine]


@dataclass(frozen=True)
class BatchPage:
    """What templates/web/batches/batch.html shows."""

    number: int
    here: str
    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    facts: list[tuple[str, str]]
    lines: list[RecordLine]
    words: str
    before: str
    after: str
    hidden: str
    file: str
    file_note: str
    level: str
    undone: str
    progress: ProgressLine | None
    error: str
    can_undo: bool
    reason: str
    faults: list[Fault] = field(default_factory=list)


def batch_page(
    batch: ImportBatch,
    viewer: Viewer,
    number: str,
    *,
    faults: tuple[Fault, ...] = (),
    reason: str = "",
) -> BatchPage:
    """The page of a batch that is open to the viewer."""
    register, here = register_of(batch.kind), reverse("batch", args=[batch.pk])
    uids = uids_of(batch)
    seen = uids_in_reach(viewer, batch.kind, uids)
    own = [uid for uid in uids if uid in seen]
    pages = max(1, -(-len(own) // STEP))
    page = min(max(1, int(number) if number.isdecimal() else 1), pages)
    part = own[(page - 1) * STEP : page * STEP]
    undone = Undoing.objects.filter(batch=batch).first()
    job = undoings_of(batch).first()
    busy = job is not None and job.is_unfinished
    is_own = job is not None and job.signature == viewer.signature
    return BatchPage(
        number=batch.pk,
        here=here,
        title=_("Batch {}").format(batch.pk),
        crumbs=[
            Crumb(_("Import"), reverse("imports")),
            Crumb(_("Batches"), reverse("batches")),
            Crumb(str(batch.pk)),
        ],
        as_at=[capfirst(_(register.plural)), batch.file_name, clock.minute(batch.at)],
        facts=_facts(batch),
        lines=_Lines(batch, register, viewer).of(written_by(batch, part)),
        words=_("{first}–{last} of {all}").format(
            first=(page - 1) * STEP + 1 if part else 0,
            last=(page - 1) * STEP + len(part),
            all=f"{len(own):,}",
        ),
        before=f"{here}?page={page - 1}" if page > 1 else "",
        after=f"{here}?page={page + 1}" if page < pages else "",
        hidden=_hidden(len(uids) - len(own)),
        file=reverse("batch-file", args=[batch.pk]) if _has_file(batch, viewer) else "",
        file_note="" if _is_kept(batch) else _("The file itself was not kept."),
        level=policy.level_word(register.policy_class),
        undone=_undone(undone),
        progress=line_of(job) if busy and job else None,
        error=job.error if job and is_own and not busy and undone is None else "",
        can_undo=undone is None and not busy and _may_undo(register, viewer),
        reason=reason,
        faults=list(faults),
    )


def may_have_file(batch: ImportBatch, viewer: Viewer) -> bool:
    """Whoever brought it and still reaches all of it, and whoever may export all of it.

    A file may hold rows of anybody: nobody else is given it.
    """
    own = batch.actor == viewer.signature and reaches_all(batch, viewer, "see")
    policy_class = register_of(batch.kind).policy_class
    return own or policy.reach(viewer, "export", policy_class).everything


def _has_file(batch: ImportBatch, viewer: Viewer) -> bool:
    return _is_kept(batch) and may_have_file(batch, viewer)


def _is_kept(batch: ImportBatch) -> bool:
    return evidence.path_of(batch.sha256).is_file()


def _may_undo(register: Register, viewer: Viewer) -> bool:
    return policy.allowed(viewer, "withdraw", register.policy_class) or policy.allowed(
        viewer, "enter", register.policy_class
    )


def _facts(batch: ImportBatch) -> list[tuple[str, str]]:
    return [
        (_("Imported by"), signature_words(batch.actor)),
        (_("Reason"), batch.reason or "—"),
        (_("Sheet"), batch.sheet or "—"),
        (_("New rows"), f"{batch.created:,}"),
        (_("Revised"), f"{batch.revised:,}"),
        (_("Unchanged"), f"{batch.unchanged:,}"),
        ("SHA-256", batch.sha256),
    ]


def _hidden(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{} record is out of your reach by now.", "{} records are out of your reach by now.", count
    ).format(f"{count:,}")


def _undone(undoing: Undoing | None) -> str:
    if undoing is None:
        return ""
    return _("Undone by {by} on {at}: {reason}").format(
        by=signature_words(undoing.actor), at=clock.minute(undoing.at), reason=undoing.reason
    )


class _Lines:
    """The records of a batch as lines.

    From what to what is told to whoever brought the file, and to whoever sees all of the kind: to
    others a record that came to them by this very batch would tell what it was elsewhere. They find
    on its own page what is theirs.
    """

    def __init__(self, batch: ImportBatch, register: Register, viewer: Viewer) -> None:
        self.batch, self.register, self.names = batch, register, Names(viewer)
        sees_all = policy.reach(viewer, "see", register.policy_class).everything
        self.tells = sees_all or batch.actor == viewer.signature
        self.columns: dict[str, AnyColumn] = {c.name: c for c in register.columns}
        self.columns |= {c.name: c for c in register.extra}

    def of(self, written: list[Written]) -> list[RecordLine]:
        images = [(one, self._shown(one.before), self._shown(one.after)) for one in written]
        for _one, *both in images:
            for shown in both:
                self._learn(shown)
        return [self._line(one, before, after) for one, before, after in images]

    def _shown(self, image: Mapping[str, Any] | None) -> dict[str, Any]:
        return shown_values(self.register, image)

    def _learn(self, shown: Mapping[str, Any]) -> None:
        for name, column in self.columns.items():
            if column.type.target and shown.get(name):
                self.names.learn(column.type.target, {str(shown[name])})

    def _line(self, one: Written, before: dict[str, Any], after: dict[str, Any]) -> RecordLine:
        row = str(one.after.get("origin") or "").rpartition("!")[2]
        return RecordLine(
            code=one.code,
            name=str(after.get("name") or ""),
            address=address_of(self.register.kind, one.uid),
            act=_("New rows") if one.is_new else _("Revised"),
            is_new=one.is_new,
            row=row,
            changes=[] if one.is_new or not self.tells else self._changes(one, before, after, row),
        )

    def _changes(
        self, one: Written, before: dict[str, Any], after: dict[str, Any], row: str
    ) -> list[ChangeLine]:
        letters = self.batch.columns
        return [
            ChangeLine(
                title,
                f"{letters[name]}{row}" if name in letters and row else "",
                self._text(name, before.get(name)),
                self._text(name, after.get(name)),
            )
            for name, title in titles_of(self.register, one.before, one.after).items()
            if before.get(name) != after.get(name)
        ]

    def _text(self, name: str, value: Any) -> str:
        column = self.columns.get(name)
        if value is None or column is None:
            return "" if value is None else str(value)
        if column.type.target:
            return self.names.door(column.type.target, str(value)).name
        return text_of(column, value)
