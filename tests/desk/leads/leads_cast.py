"""Leads of the desk's city, entered and moved along in a line."""

import datetime as dt

from tests.desk import cast
from tests.fixtures.viewers import holding

from chainchief.desk.leads.acts import take
from chainchief.desk.leads.deeds import LeadDeed
from chainchief.desk.leads.machine import LeadAct
from chainchief.desk.leads.receiving import NewLead, receive

TASK_FORCE = holding("task-force", "专班 唐某", chain="BIO")
#: Fifteen working days after Wednesday 2026-11-11, in which something is to be entered.
STALE = dt.date(2026, 12, 2)


def found(**values) -> NewLead:
    return NewLead(
        **{
            "name": "发酵罐整线项目",
            "division": cast.NORTH,
            "investor_name": "海东生物装备有限公司",
            "chain": "BIO",
            "next_step": "约见董事长",
            "owner": "孙倩",
            **values,
        }
    )


def received(viewer=cast.COUNTY, **values):
    return receive(found(**values), viewer=viewer)


def step(lead, act: LeadAct, viewer=cast.COUNTY, **deed):
    """Take the act; the lead as it is afterwards."""
    return take(lead, act, LeadDeed(**deed), viewer=viewer)


def in_talks(viewer=cast.COUNTY, **values):
    return step(received(viewer, **values), LeadAct.BEGIN_TALKS, viewer)


def offered(**values):
    lead = in_talks(**values)
    return step(lead, LeadAct.OFFER, unit=cast.SOUTH, note="南区有现成厂房")


def handed_over(**values):
    return step(offered(**values), LeadAct.TAKE_OVER, cast.OTHER_COUNTY)
