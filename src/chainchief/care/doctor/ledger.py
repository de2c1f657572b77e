"""The ledger: it answers, its tables are this program's, its triggers stand, its log is sealed."""

import datetime as dt
from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.models import Max

from chainchief.care.databases import migrations
from chainchief.care.doctor.findings import Examined, fine, note, problem
from chainchief.core.clock import local
from chainchief.core.home import home
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.changelog import position
from chainchief.ledger.changelog.models import ChangeEvent, Seal
from chainchief.ledger.changelog.seals.sealing import head_faults
from chainchief.ledger.changelog.verification.verify import trigger_faults

#: Between this machine's clock and the server's, or the last event's.
_SKEW = dt.timedelta(seconds=60)


def answers() -> Iterator[Examined]:
    subject = _("ledger")
    if connection.vendor == "sqlite" and not home().database.exists():
        said = _("there is none in {}").format(home().path)
        yield problem(subject, said, _("set CHAINCHIEF_HOME to the home folder that is meant"))
        return
    try:
        waiting = migrations.pending()
    except DatabaseError as refused:
        said = f"{refused}".strip().splitlines()[0]
        yield problem(subject, said, _what_opens_it())
        return
    if waiting:
        said = ngettext(
            "{} change of its tables is to be made: {}",
            "{} changes of its tables are to be made, up to {}",
            len(waiting),
        ).format(len(waiting), waiting[-1])
        yield problem(subject, said, _("back it up; then any command that opens it makes them"))
        return
    yield fine(subject, f"{connection.display_name} {_version()}")
    yield from _clock_of_the_server()


def _what_opens_it() -> str:
    if connection.vendor != "sqlite":
        return _("start the database, or mend the setting “database”")
    return _(
        "see the home folder and the disk space above; if both are fine, restore {} from a backup"
    ).format(home().database.name)


def _version() -> str:
    return ".".join(map(str, connection.get_database_version()))


def _clock_of_the_server() -> Iterator[Examined]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs(dt.datetime.now(dt.UTC) - there)
    if apart > _SKEW:
        said = _("the server's is {:.0f} seconds from this machine's").format(apart.total_seconds())
        yield problem(_("clock"), said, _("let both keep their time by NTP"))


def triggers_stand() -> Iterator[Examined]:
    subject, faults = _("triggers"), list(trigger_faults())
    for fault in faults:
        yield problem(subject, fault.why, fault.remedy)
    if not faults:
        yield fine(subject, _("all stand as they should"))


def seals() -> Iterator[Examined]:
    subject, last = _("seals"), Seal.objects.order_by("-id").first()
    faults = head_faults(last)
    for fault in faults:
        yield problem(subject, fault.why, fault.remedy)
    if faults:
        return
    unsealed = position() - (last.last_event if last else 0)
    if unsealed > 0:
        said = ngettext(
            "{:,} event is not sealed yet", "{:,} events are not sealed yet", unsealed
        ).format(unsealed)
        yield note(subject, said, _("the next command that writes, or a backup, seals them"))
    else:
        yield fine(subject, _("the log is sealed to its end"))


def clock_of_the_log() -> Iterator[Examined]:
    """An event of the future: the clock was set back, or was wrong when it was written."""
    last = ChangeEvent.objects.aggregate(last=Max("at"))["last"]
    if last is not None and last > dt.datetime.now(dt.UTC) + _SKEW:
        said = _("the change log has an event of {:%Y-%m-%d %H:%M}, which is to come").format(
            local(last)
        )
        yield problem(_("clock"), said, _("set the clock, and let the machine keep it by NTP"))
