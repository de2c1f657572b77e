"""The templates in force: those that come with the program, overlaid by the home folder's."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.ledger.chaintemplates.building import template_from
from chainchief.ledger.chaintemplates.part_checks import check_shape
from chainchief.ledger.chaintemplates.preset_file import read
from chainchief.ledger.chaintemplates.reference_checks import check_across
from chainchief.ledger.chaintemplates.template import Template

PRESETS = Path(__file__).parents[1] / "presets" / "chains"


def load() -> Mapping[str, Template]:
    """Every template in force by its code; `FaultsError` with every fault of every file at once.

    A file of the home folder's `presets/chains` stands in place of the program's of that name.
    """
    files = _files(PRESETS) | _files(home().presets / "chains")
    return from_files(*files.values())


def shipped() -> Mapping[str, Template]:
    """The templates as they come with the program."""
    return from_files(*_files(PRESETS).values())


def _files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.glob("*.yaml"))}


def from_files(*files: Path) -> Mapping[str, Template]:
    """The templates of just these files, by code."""
    made: dict[str, Template] = {}
    faults: list[Fault] = []
    for path in files:
        item, found = read(path)
        if item is not None:
            found += [*check_shape(item), *check_across(item)]
        if item is not None and not found:
            made[path.stem] = template_from(item)
        faults += found
    if faults:
        raise FaultsError(sorted(faults, key=_by_place))
    return dict(sorted(made.items()))


def _by_place(fault: Fault) -> tuple[str, int, str]:
    return fault.place.file, fault.place.line or 0, fault.code


def faults_in(paths: Iterable[Path]) -> tuple[Fault, ...]:
    """Every fault of these files; nothing where they are sound."""
    try:
        from_files(*paths)
    except FaultsError as refused:
        return refused.faults
    return ()
