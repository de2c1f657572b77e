"""Features whose step is due or late, told once each; what is very late, to the chain office."""

import datetime as dt
from collections.abc import Set

from chainchief.desk.features import notices
from chainchief.desk.features.feature import NAMED
from chainchief.desk.limit_reminders import LimitReminders
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.feature.models import Feature
from chainchief.ledger.kinds.feature.states import OPEN

#: A step is told of so many working days before its limit.
_BEFORE = 1


def remind_of_features(today: dt.date, sent: Set[str]) -> tuple[int, int, int]:
    """Tell of every feature whose step is due soon or late: how many due, late, sent upwards."""
    known, limits = calendar(), feature_limits()
    waiting = Feature.objects.filter(OPEN, turn_due_on__lte=known.after(today, _BEFORE))
    rows = waiting.select_related(*NAMED).order_by("turn_due_on", "pk")
    reminders: LimitReminders[Feature] = LimitReminders(
        stages=("due", "late", "office"),
        above="office",
        due_on=lambda feature: feature.turn_due_on or today,
        remind_before=lambda _feature: _BEFORE,
        late_stage=lambda _feature, late: "office" if late >= limits.office_late else "late",
        about=notices.about_limit,
        tell_due=notices.due,
        tell_late=notices.late,
    )
    return reminders.remind(rows.iterator(), today, known, sent)
