"""All examinations, in the order in which their findings are told."""

from collections.abc import Callable, Iterator

from chainchief.care.doctor import house, inboxes, ledger, machine, network, stored
from chainchief.care.doctor.findings import Examined, problem
from chainchief.core.i18n import _

Examination = Callable[[], Iterator[Examined]]

#: Of the home folder and the machine; they need no ledger.
AROUND: tuple[Examination, ...] = (
    house.folder,
    house.space,
    house.settings,
    house.keys_are_ours_alone,
    network.openness,
    machine.clock,
    machine.database_library,
    machine.office,
    machine.faces,
    machine.java,
    machine.pages,
    stored.presets,
    stored.snapshots_readable,
)
#: Only where the ledger answers and its tables are those of this program.
WITHIN: tuple[Examination, ...] = (
    ledger.triggers_stand,
    ledger.seals,
    ledger.clock_of_the_log,
    inboxes.folders,
    network.second_factors,
    network.secrets_of_devices,
    stored.backups,
)


def examine() -> Iterator[Examined]:
    """Every finding; an examination that fails is a finding too."""
    for examination in AROUND:
        yield from _run_examination(examination)
    usable = True
    for finding in _run_examination(ledger.answers):
        usable = usable and finding.state != "problem"
        yield finding
    for examination in WITHIN if usable else ():
        yield from _run_examination(examination)


def _run_examination(examination: Examination) -> Iterator[Examined]:
    try:
        yield from examination()
    except Exception as failed:
        said = f"{type(failed).__name__}: {failed}".strip()
        yield problem(examination.__name__, said, _("report this with the whole line"))
