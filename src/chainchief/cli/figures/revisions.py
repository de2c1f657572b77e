"""The figures in which two revisions of a month differ, and the records that made them differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.core.units import Unit

if TYPE_CHECKING:
    from chainchief.dispatch.models import Closing
    from chainchief.indicators.catalogue.loading import Catalogue
    from chainchief.indicators.revisions import Change, Revision

#: Records told one by one beneath a figure.
MOST_SHOWN = 10


@dataclass(frozen=True)
class RevisedFigures:
    """What `indicators.revisions.compare` found, and the catalogue by which to tell it."""

    revisions: "list[Revision]"
    catalogue: "Catalogue"

    def as_json(self) -> list[dict[str, object]]:
        return [
            {
                "code": each.new.code,
                "name": each.new.name,
                "scope": {"division": each.new.scope.division, "chain": each.new.scope.chain},
                "old": each.old.display,
                "new": each.new.display,
                "records": [self._change_as_json(each, change) for change in each.changes],
            }
            for each in self.revisions
        ]

    def _change_as_json(self, revision: "Revision", change: "Change") -> dict[str, object]:
        old, new = (self._amount(revision, change, each) for each in (change.old, change.new))
        return {
            "kind": change.kind,
            "uid": change.uid,
            "code": change.code,
            "label": change.label,
            "part": change.part,
            "old": old,
            "new": new,
            "reason": change.reason.value,
        }

    def lines(self) -> Iterator[str]:
        """`新开工项目 301个 → 302个`, and beneath it each record with its reason.

        What is still printed as before comes last: records behind it are others.
        """
        for each in sorted(self.revisions, key=lambda each: each.old.display == each.new.display):
            yield f"  {_headline(each)}"
            for change in each.changes[:MOST_SHOWN]:
                yield f"    {self._change_line(each, change)}"
            if len(each.changes) > MOST_SHOWN:
                yield ngettext(
                    "    and {} more record",
                    "    and {} more records",
                    len(each.changes) - MOST_SHOWN,
                ).format(len(each.changes) - MOST_SHOWN)

    def _change_line(self, revision: "Revision", change: "Change") -> str:
        from chainchief.indicators.revisions import CAUSES

        old, new = (self._amount(revision, change, each) for each in (change.old, change.new))
        return _("{reason}: {code} {label}, {old} → {new} {unit}").format(
            reason=_(CAUSES[change.reason]),
            code=change.code,
            label=change.label,
            old=old or "0",
            new=new or "0",
            unit=self._unit(revision, change).base,
        )

    def _unit(self, revision: "Revision", change: "Change") -> Unit:
        from chainchief.indicators.describe.as_json import part_unit

        return part_unit(change.part, self.catalogue[revision.new.code], self.catalogue)

    def _amount(self, revision: "Revision", change: "Change", steps: int | None) -> str | None:
        from chainchief.indicators.describe.as_json import in_base

        return None if steps is None else in_base(steps, self._unit(revision, change))


def _headline(revision: "Revision") -> str:
    old, new = revision.old.display, revision.new.display
    if old != new:
        return f"{revision.new.name} {old} → {new}"
    return _("{name} still {display}: records behind it differ").format(
        name=revision.new.name, display=new
    )


def revised_figures(before: "Closing", done: "Closing", month: Month) -> RevisedFigures:
    """Compare the city's figures of two closed revisions by today's catalogue."""
    from chainchief.indicators.catalogue.loading import load
    from chainchief.indicators.revisions import compare
    from chainchief.lake.engines.engine import duckdb_engine
    from chainchief.lake.snapshots.making import open_snapshot

    older, newer = (open_snapshot(each.snapshot) for each in (before, done))
    catalogue = load()
    revisions = compare(older, newer, month, catalogue=catalogue, engine=duckdb_engine())
    return RevisedFigures(revisions, catalogue)
