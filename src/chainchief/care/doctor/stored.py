"""What is stored: presets that can be understood, readable snapshots, backups not too old."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from chainchief.care.backup.note import last_backup_file
from chainchief.care.doctor.findings import Examined, fine, note, problem
from chainchief.core.clock import local
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making, manifest
from chainchief.ledger.changelog import position

_DAY = dt.timedelta(days=1)


def presets() -> Iterator[Examined]:
    """Each of the program's and of the home folder's, with every fault in them."""
    subject, wrong = _("presets"), False
    for load in _loaders():
        try:
            load()
        except FaultsError as refusal:
            wrong = True
            for fault in refusal.faults:
                said = f"{fault.place} {fault.found} {fault.why}".strip()
                yield problem(subject, said, fault.remedy)
        except ChainChiefError as refusal:
            wrong = True
            yield problem(subject, str(refusal), _("mend the file in the home folder's presets"))
    if not wrong:
        yield fine(subject, _("all can be understood"))


def _loaders() -> tuple[Callable[[], object], ...]:
    from chainchief.access import table
    from chainchief.briefing.text import wording_rules
    from chainchief.chainmap import thresholds
    from chainchief.chainmap.lists.layouts import list_presets
    from chainchief.indicators import claims
    from chainchief.indicators.catalogue import loading
    from chainchief.indicators.catalogue.subjects import subjects
    from chainchief.indicators.disclosure import preset
    from chainchief.intake.inbox.preset import PRESET as INBOXES
    from chainchief.ledger import chaintemplates
    from chainchief.ledger.custom_fields import preset as custom_fields
    from chainchief.ledger.kinds.enterprise import sizes
    from chainchief.ledger.kinds.funds import method
    from chainchief.ledger.kinds.reward import wordings
    from chainchief.ledger.registers import all_registers
    from chainchief.workshop.sentences.phrases import phrases

    def extra() -> object:
        return custom_fields.load(custom_fields.stamp(), tuple(all_registers()))

    return (
        table.load,
        extra,
        chaintemplates.load,
        loading.load,
        claims.load_claims,
        preset.rule,
        sizes.check_preset,
        wordings.check_preset,
        method.check_preset,
        wording_rules.rules,
        thresholds,
        list_presets,
        subjects,
        phrases,
        INBOXES.load,
    )


def snapshots_readable() -> Iterator[Examined]:
    """That manifests can be read and their files are there; `verify` reads the files too."""
    subject, wrong, number = _("snapshots"), False, 0
    for path in making.manifest_files():
        if path.parent.name != "manifests":
            continue
        number += 1
        for said in _wrong_with(path):
            wrong = True
            yield problem(subject, said, _("restore this file from a backup"))
    if not wrong:
        yield fine(subject, _("{} can be read").format(number))


def _wrong_with(path: Path) -> Iterator[str]:
    try:
        tables = manifest.read(path).tables
    except AlteredFileError as altered:
        yield str(altered)
        return
    for name, table in tables.items():
        if not store.path_of(table.sha256).is_file():
            yield _("the file of table {} of snapshot {} is missing").format(name, path.stem)


def backups() -> Iterator[Examined]:
    subject = _("backups")
    try:
        last = json.loads(last_backup_file().read_text(encoding="utf-8"))
        at, to = dt.datetime.fromisoformat(last["at"]), int(last["position"])
    except FileNotFoundError:
        yield problem(subject, _("none was ever made"), _("run `chainchief backup FILE` every day"))
        return
    except (ValueError, KeyError, TypeError):
        said = _("{} cannot be read").format(last_backup_file())
        yield problem(subject, said, _("run `chainchief backup FILE`"))
        return
    since, later = dt.datetime.now(dt.UTC) - at, position() - to
    said = _("the last one, {}, is of {:%Y-%m-%d %H:%M}; events since: {:,}").format(
        last["file"], local(at), later
    )
    if later and since > _DAY:
        yield problem(subject, said, _("run `chainchief backup FILE` every day"))
    elif later:
        yield note(subject, said, _("the next daily backup takes them in"))
    else:
        yield fine(subject, said)
