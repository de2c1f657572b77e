"""What an import did, for people and for programs."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from chainchief.core.clock import local
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.intake.mapping.proposals import Question


@dataclass(frozen=True)
class Repeated:
    """The batch by which the same file was taken in before."""

    batch: int
    at: dt.datetime
    actor: str


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or why it did nothing.

    With `faults` nothing was written; `warnings` refuse nothing. `created`, `revised` and
    `unchanged` count rows: written ones, or in a dry run those that would be. `repeated` says that
    the same file had been taken in before, so that this time nothing was done. `question` asks
    which column is which, where heads are not known.
    """

    kind: str
    file: str
    sheet: str = ""
    created: int = 0
    revised: int = 0
    unchanged: int = 0
    dry_run: bool = False
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    batch: int | None = None
    repeated: Repeated | None = None
    report: Path | None = None
    question: Question | None = None

    @property
    def accepted(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "file": self.file,
            "sheet": self.sheet,
            "accepted": self.accepted,
            "dry_run": self.dry_run,
            "created": self.created,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "batch": self.batch,
            "repeats_batch": self.repeated.batch if self.repeated else None,
            "report": str(self.report) if self.report else None,
            "question": asdict(self.question) if self.question else None,
            "faults": [fault.as_json() for fault in self.faults],
            "warnings": [fault.as_json() for fault in self.warnings],
        }

    def outcome(self) -> list[str]:
        """Say what became of the file, in a line or two."""
        lines = [_outcome(self)]
        if self.report:
            lines.append(_("The returned workbook: {}").format(self.report))
        return lines


def _outcome(result: ImportResult) -> str:
    if not result.accepted:
        return ngettext(
            "{count} fault; nothing was taken in.",
            "{count} faults; nothing was taken in.",
            len(result.faults),
        ).format(count=f"{len(result.faults):,}")
    if result.repeated:
        return _(
            "This file was taken in before (batch {batch}, {at:%Y-%m-%d %H:%M}, {actor});"
            " nothing was done. --again takes it in once more."
        ).format(
            batch=result.repeated.batch,
            at=local(result.repeated.at),
            actor=result.repeated.actor,
        )
    counts = _("{created} created, {revised} revised, {unchanged} unchanged.").format(
        created=f"{result.created:,}",
        revised=f"{result.revised:,}",
        unchanged=f"{result.unchanged:,}",
    )
    return _("Checked only: {}").format(counts) if result.dry_run else counts
