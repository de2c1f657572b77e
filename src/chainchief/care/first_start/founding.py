"""What the first start makes, in one transaction: accounts, the city, and its units from a file."""

import csv
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.viewers import HeldRole, Viewer, user_of_the_machine
from chainchief.care.first_start.token import spend
from chainchief.core.codes.regions import NATION, is_code
from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.i18n import _
from chainchief.intake.importing import import_file
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.ledger.validation import RefusedError
from chainchief.people.accounts import Created
from chainchief.people.administrators import (
    Person,
    first_start_faults,
    make_administrators,
    person_faults,
)

NO_CITY = declare(
    "PPL-142",
    why="the city's code has six digits (GB/T 2260), and a name belongs to it",
    remedy="write both, like 371400 德州市",
)
NO_UNITS = declare(
    "PPL-143",
    why="there is no unit below the city",
    remedy="choose the workbook of units, or write one unit in each line",
)
TWO_WAYS = declare(
    "PPL-144",
    why="the units are given twice: as a file and typed",
    remedy="give them in one way",
)


@dataclass(frozen=True)
class City:
    code: str
    name: str


@dataclass(frozen=True)
class Founded:
    """The three accounts with their first passwords, and how many units there are."""

    administrators: tuple[Created, ...]
    city: City
    units: int


def found(
    persons: Sequence[Person],
    city: City,
    *,
    file: Path | None = None,
    typed: str = "",
    address: str = "",
) -> Founded:
    """Make all of it and void the one-time address; `FaultsError` with all that is wrong.

    Units come from a workbook or CSV of divisions, or typed, one in each line: code, name.
    """
    viewer = Viewer("chainchief", (HeldRole(MACHINE_ADMIN),), machine_user=user_of_the_machine())
    with changelog.acting(viewer.signature, _("first start")):
        if refusals := list(first_start_faults()):
            raise FaultsError(refusals)
        faults = [*person_faults(persons), *_enter_places(city, file, typed, viewer)]
        if faults:
            raise FaultsError(faults)
        made = make_administrators(persons, viewer=viewer, address=address)
        units = _below(city).count()
    spend()
    changelog.seal()
    return Founded(tuple(made), city, units)


def _enter_places(city: City, file: Path | None, typed: str, viewer: Viewer) -> list[Fault]:
    """Enter the city and its units; says what is wrong, and the caller takes all of it back."""
    faults = _enter_city(city, viewer)
    if file is not None and typed.strip():
        return [*faults, Fault(TWO_WAYS)]
    if file is not None:
        return faults + _enter_units(city, file, viewer)
    if not typed.strip():
        return [*faults, Fault(NO_UNITS)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{_('units')}.csv"
        path.write_text(_as_table(typed, city), encoding="utf-8")
        return faults + _enter_units(city, path, viewer)


def _enter_city(city: City, viewer: Viewer) -> list[Fault]:
    if not is_code(city.code) or len(city.code) != len(NATION) or not city.name:
        return [Fault(NO_CITY, Place(column=_("city")))]
    creation = Creation("division", city.code, {"name": city.name, "level": Level.CITY.value})
    return _applied(ChangeSet(creations=(creation,)), viewer)


def _enter_units(city: City, file: Path, viewer: Viewer) -> list[Fault]:
    """The units of the file; those that name nothing around them are the city's."""
    result = import_file("division", file, viewer=viewer, reason=_("first start"))
    if result.faults:
        return list(result.faults)
    if not _below(city).exists():
        return [Fault(NO_UNITS)]
    loose = _below(city).filter(parent=None)
    revisions = tuple(
        Revision("division", unit.uid, unit.version, {"parent": city.code}) for unit in loose
    )
    return _applied(ChangeSet(revisions=revisions), viewer) if revisions else []


def _below(city: City) -> "QuerySet[Division]":
    return Division.objects.exclude(code=city.code).exclude(
        level__in=(Level.PROVINCE, Level.NATION)
    )


def _applied(changes: ChangeSet, viewer: Viewer) -> list[Fault]:
    try:
        apply_change_set(changes, viewer=viewer, reason=_("first start"))
    except RefusedError as refusal:
        return list(refusal.faults)
    return []


def _as_table(typed: str, city: City) -> str:
    """One unit in each line as a table of divisions: a code, a name, and a level if it is told."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("code", "name", "level", "parent"))
    for line in typed.splitlines():
        code, name, level, *_more = [*line.replace(",", " ").replace("，", " ").split(), "", "", ""]
        if code:
            writer.writerow((code, name, level or Level.COUNTY.value, city.code))
    return stream.getvalue()
