"""The rows of a table as a change set, and where each of its columns stands in the file."""

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Place
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table.ignored_rows import one_line
from chainchief.intake.table.staging import StagedRow, Staging
from chainchief.intake.table.table import Table
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.validation import DraftRecord, Located, Unreadable


class Proposal:
    """What a table would change: a creation or a revision per row.

    Of a table that says just what the ledger holds nothing is asked, for whoever may enter any
    record of the kind; for others every row is, as the answer would tell what a record holds.
    """

    def __init__(self, staging: Staging, viewer: Viewer) -> None:
        self.table: Table = staging.table
        for_review = self._rows_for_review(staging.rows, viewer)
        self.idle = len(staging.rows) - len(for_review)
        new = [row for row in for_review if row.is_new]
        held = [row for row in for_review if not row.is_new]
        #: By position in the change set.
        self.rows: list[StagedRow] = [*new, *held]
        self.change_set = ChangeSet(
            tuple(self._creation(row) for row in new), tuple(self._revision(row) for row in held)
        )

    def _rows_for_review(self, rows: list[StagedRow], viewer: Viewer) -> list[StagedRow]:
        policy_class = self.table.register.policy_class
        if not policy.reach(viewer, "enter", policy_class).everything:
            return rows
        once = len({row.code for row in rows}) == len(rows)
        return [] if once and all(row.stays for row in rows) else rows

    @property
    def unreadable(self) -> Unreadable:
        return {at: frozenset(row.bad) for at, row in enumerate(self.rows) if row.bad}

    def locate(self, draft: DraftRecord, column: str) -> Located:
        """The cell of a column of a row; the row alone where `column` is ""."""
        row = self.rows[draft.position]
        if not column:
            return Located(Place(sheet=self.table.sheet.name, line=row.number), "")
        name = self._shown_at(column)
        cell = self.table.cell(row.cells, name)
        value = one_line(text_of(cell)) if cell or self.table.has(name) else None
        return Located(self.table.place(row.number, name), value)

    def _shown_at(self, column: str) -> str:
        """Where a finding about the code is shown if the table has no column of codes."""
        if column != "code" or self.table.has("code"):
            return column
        composed_of = self.table.register.model.composed_of
        return next((name for name in composed_of if self.table.has(name)), column)

    def _creation(self, row: StagedRow) -> Creation:
        origin = self.table.origin(row.number)
        return Creation(self.table.register.kind, row.code, row.after, origin, row.extra)

    def _revision(self, row: StagedRow) -> Revision:
        assert row.stored is not None  # noqa: S101 - the others are new
        given = {column.name for column in self.table.columns}
        values = {name: value for name, value in row.after.items() if name in given}
        cleared = {name: None for name in row.stored.extra if name not in row.extra}
        extra = {**row.extra, **cleared} if row.changes_extra else None
        return Revision(
            self.table.register.kind,
            row.stored.uid,
            row.stored.version,
            values,
            self.table.origin(row.number),
            extra,
        )
