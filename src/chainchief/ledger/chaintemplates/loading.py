"""The templates in force: those that come with the program, overlaid by the home folder's."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger.chaintemplates.preset import PRESET
from chainchief.ledger.chaintemplates.template import Template

PRESETS = PRESET.shipped / "chains"


def load() -> Mapping[str, Template]:
    """Every template in force by its code; `FaultsError` with every fault of every file at once.

    A file of the home folder's `presets/chains` stands in place of the program's of that name.
    """
    return from_files(*PRESET.paths().values())


def shipped() -> Mapping[str, Template]:
    """The templates as they come with the program."""
    return from_files(*sorted(PRESETS.glob("*.yaml")))


def from_files(*files: Path) -> Mapping[str, Template]:
    """The templates of just these files, by code."""
    made: dict[str, Template] = {}
    faults: list[Fault] = []
    for path in files:
        try:
            made[path.stem] = PRESET.load_file(path)
        except FaultsError as refused:
            faults += refused.faults
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
