"""Alarms to the audit administrators: many refusals, many exports, log-ins at odd hours.

What is many, and which hours are odd, says the preset of log-in. One occasion is told once: the
next alarm of the same person and topic waits until the stretch of the first is over.
"""

import datetime as dt

from chainchief.core import clock
from chainchief.people.events.kinds import EventKind
from chainchief.people.log_in_preset import Alarm, Hours, log_in
from chainchief.people.models import Notice, SecurityEvent
from chainchief.people.notices.recipients import holding
from chainchief.people.notices.sending import send_all
from chainchief.people.notices.topics import Topic

AUDITOR = "audit-admin"
_REFUSALS = (
    EventKind.REFUSED,
    EventKind.LOG_IN_FAILED,
    EventKind.LOCKED,
    EventKind.SECOND_FACTOR_FAILED,
)
_EXPORTS = (EventKind.EXPORTED, EventKind.AUDIT_EXPORTED)


def watch(event: SecurityEvent) -> None:
    """Called for each event that is written."""
    preset = log_in()
    if event.event in _REFUSALS:
        _count(event, _REFUSALS, preset.alarms.refusals, Topic.ALARM_REFUSALS)
    elif event.event in _EXPORTS:
        _count(event, _EXPORTS, preset.alarms.exports, Topic.ALARM_EXPORTS)
    elif event.event == EventKind.LOGGED_IN and is_odd(preset.office_hours, event.at):
        facts: dict[str, object] = {
            "who": event.account,
            "time": clock.minute(event.at),
            "address": event.address or "—",
        }
        _tell(event, Topic.ALARM_HOURS, facts, dt.timedelta(hours=12))


def is_odd(hours: Hours, at: dt.datetime) -> bool:
    """Whether the instant is outside of the office's hours, or on none that it has."""
    now = clock.local(at)
    return not hours.begin <= now.hour + now.minute / 60 < hours.end


def _count(event: SecurityEvent, kinds: tuple[EventKind, ...], alarm: Alarm, topic: Topic) -> None:
    """By account; by address for names that no account has."""
    stretch = dt.timedelta(minutes=alarm.minutes)
    alike = SecurityEvent.objects.filter(event__in=kinds, at__gt=event.at - stretch)
    same = {"account": event.account} if event.account else {"address": event.address}
    number = alike.filter(**same).count()
    if number >= alarm.number:
        facts: dict[str, object] = {
            "who": event.account or event.address,
            "number": number,
            "minutes": alarm.minutes,
            "address": event.address or "—",
        }
        _tell(event, topic, facts, stretch)


def _tell(
    event: SecurityEvent, topic: Topic, facts: dict[str, object], stretch: dt.timedelta
) -> None:
    about = event.account or event.address
    earlier = Notice.objects.filter(topic=topic, about=about[:120], at__gt=event.at - stretch)
    if not earlier.exists():
        link = (
            f"/audit/?since={clock.day(event.at)}&who={event.account}"
            if event.account
            else "/audit/"
        )
        send_all(holding(AUDITOR), topic, facts, link, about)
