"""Leads of which nothing was entered in time, told once each, and upwards the later it gets."""

import datetime as dt
from collections.abc import Set

from chainchief.desk.leads import notices
from chainchief.desk.leads.lead import NAMED
from chainchief.desk.leads.units import chain_office, chief_of
from chainchief.desk.limit_reminders import LimitReminders
from chainchief.desk.limits.lead_preset import lead_limits
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.kinds.lead.states import OPEN


def remind_of_leads(today: dt.date, sent: Set[str]) -> tuple[int, int, int]:
    """Tell of every lead whose next step is due soon or that is stale: how many due, late, sent
    upwards; and of every investor that two units follow."""
    notices.tell_all_claims(sent)
    known, schemes = calendar(), lead_limits()
    before = max(scheme.remind_before for scheme in schemes.schemes.values())
    waiting = Lead.objects.filter(OPEN, turn_due_on__lte=known.after(today, before))
    rows = waiting.select_related(*NAMED).order_by("turn_due_on", "pk")

    def late_stage(lead: Lead, late: int) -> str:
        scheme = schemes.of(lead.process)
        if late < scheme.office_late:
            return "late"
        return "chief" if late >= scheme.chief_late else "office"

    def tell_late(lead: Lead, late: int, about: str, stage: str) -> int:
        higher = chain_office() if stage in ("office", "chief") else []
        higher += chief_of(lead) if stage == "chief" else []
        return notices.late(lead, late, about, higher)

    reminders: LimitReminders[Lead] = LimitReminders(
        stages=("due", "late", "office", "chief"),
        above="office",
        due_on=lambda lead: lead.turn_due_on or today,
        remind_before=lambda lead: schemes.of(lead.process).remind_before,
        late_stage=late_stage,
        about=notices.about_limit,
        tell_due=notices.due,
        tell_late=tell_late,
    )
    return reminders.remind(rows.iterator(), today, known, sent)
