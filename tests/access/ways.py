"""Every way to read or write records, asked as somebody: which of the cast's records does it open?

Each takes a viewer and gives the relations whose records it let through. The records are the
difficulties of `cast.build_city`; what kind of data they are (their policy class) the test sets.
"""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.access.oracle import PLACES

from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.intake.importing import import_file
from chainchief.ledger.actions import propose
from chainchief.ledger.changesets import (
    ChangeSet,
    Creation,
    Reinstatement,
    Revision,
    Withdrawal,
)
from chainchief.ledger.exchange import export_kind
from chainchief.ledger.queries.history import find, versions_of
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import RefusedError, proposable, review_of

KIND = "difficulty"
OUT_OF_REACH = {"LED-060", "LED-061"}
#: Relations of records that name a unit: a difficulty always does.
PLACED = tuple(relation for relation, place in PLACES.items() if place.division)
Way = Callable[[Viewer, Path], set[str]]


def held():
    """The cast's records by relation."""
    rows = register_of(KIND).model.objects.filter(code__in=PLACED)
    return {row.code: row for row in rows}


def place_of(relation):
    place = PLACES[relation]
    return {
        "division": place.division,
        "chain": place.chain,
        "enterprise": place.enterprise,
        "host": place.organisation,
    }


def refused(review):
    """The positions of a change set that are out of reach."""
    return {f.position for f in review.findings if f.kind.code in OUT_OF_REACH}


def let_through(changes, viewer, asked=review_of):
    out = refused(asked(ChangeSet.of(*changes.values()), viewer))
    return {relation for at, relation in enumerate(changes) if at not in out}


def by_creation(viewer, _folder):
    model = register_of(KIND).model
    like = {row.code: row for row in model.objects.all()}["own"]
    common = {name: getattr(like, name) for name in ("category", "source", "received_on", "due_on")}
    new = {
        relation: Creation(KIND, f"new-{relation}", {"name": "新", **common, **place_of(relation)})
        for relation in PLACED
    }
    return let_through(new, viewer)


def by_revision(viewer, _folder):
    rows = held()
    changes = {r: Revision(KIND, rows[r].uid, rows[r].version, {"name": "改"}) for r in rows}
    return let_through(changes, viewer)


def by_revision_of_nothing(viewer, _folder):
    """A revision that would change nothing: whether it would is not told to everybody either."""
    rows = held()
    changes = {r: Revision(KIND, rows[r].uid, rows[r].version, {"name": r}) for r in rows}
    return let_through(changes, viewer)


def by_withdrawal(viewer, _folder):
    rows = held()
    return let_through({r: Withdrawal(KIND, rows[r].uid, rows[r].version) for r in rows}, viewer)


def by_reinstatement(viewer, _folder):
    rows = held()
    return let_through({r: Reinstatement(KIND, rows[r].uid, rows[r].version) for r in rows}, viewer)


def by_proposal(viewer, _folder):
    rows = held()
    changes = {r: Revision(KIND, rows[r].uid, rows[r].version, {"name": "议"}) for r in rows}
    found = let_through(changes, viewer, proposable)
    for relation, change in changes.items():  # the action itself keeps what it is told to keep
        try:
            propose(ChangeSet.of(change), viewer=viewer)
        except RefusedError:
            assert relation not in found
        else:
            assert relation in found
    return found


def import_of(name_of):
    """The way by a table that calls each record what `name_of` makes of its own name."""

    def by_import(viewer, folder):
        path = folder / "t.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("code", "name"))
            writer.writerows((relation, name_of(relation)) for relation in PLACED)
        result = import_file(KIND, path, viewer=viewer, dry_run=True)
        out = {f.place.cell for f in result.faults if f.code in OUT_OF_REACH}
        return {relation for line, relation in enumerate(PLACED, 2) if f"A{line}" not in out}

    return by_import


def by_export(viewer, folder):
    path = folder / "o.csv"
    export_kind(KIND, path, viewer=viewer, force=True)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {line[0] for line in csv.reader(stream)} & set(PLACED)


def by_history(viewer, _folder):
    found = set()
    for relation, row in held().items():
        try:
            find(KIND, relation, viewer)
        except WrongUseError:
            assert versions_of(KIND, row.uid, viewer) == ()
        else:
            assert versions_of(KIND, row.uid, viewer) != ()
            found.add(relation)
    return found


#: name → (verb, way, whether it refuses at once what nobody of the role may do at all).
WAYS: Mapping[str, tuple[str, Way, bool]] = {
    "creation": ("enter", by_creation, False),
    "revision": ("enter", by_revision, False),
    "revision of nothing": ("enter", by_revision_of_nothing, False),
    "withdrawal": ("withdraw", by_withdrawal, False),
    "reinstatement": ("withdraw", by_reinstatement, False),
    "proposal": ("propose", by_proposal, False),
    "import": ("enter", import_of(lambda _name: "改"), True),
    # Rows as the ledger has them: whether they change anything is not told to everybody.
    "import of nothing": ("enter", import_of(str), True),
    "export": ("export", by_export, True),
    "history": ("see", by_history, False),
}


def opened(name, viewer, folder):
    """The relations that a way opens to the viewer; None where it refuses at once."""
    _verb, way, _at_once = WAYS[name]
    try:
        return way(viewer, folder)
    except NotAllowedError:
        return None


def moves(viewer):
    """(before, after) of every move of a record from one place to another that is let through."""
    rows = held()
    found = set()
    for after in PLACED:
        values = place_of(after)
        changes = {r: Revision(KIND, rows[r].uid, rows[r].version, values) for r in rows}
        found |= {(before, after) for before in let_through(changes, viewer)}
    return found
