"""A city of three units, two chains and one project: the least that most tests need."""

import datetime as dt

from tests.fixtures.viewers import office

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision

CITY, DECHENG, QINGYUN, ZONE = "371400", "371402", "371423", "371491"
CLERK, REASON = "市链办 王敏", "首次录入"


def unit(code, name, level="county", parent=CITY, **values):
    return Creation("division", code, {"name": name, "level": level, "parent": parent, **values})


def project(code, division=QINGYUN, chain="NEW-IT", **values):
    given = {"name": f"项目{code}", "division": division, "chain": chain, **values}
    return Creation("project", code, given)


def stage(of, stage="started", by=QINGYUN, occurred="2023-10-08", **values):
    day = dt.date.fromisoformat(occurred)
    given = {"project": of, "stage": stage, "reported_by": by, "occurred_on": day}
    return Creation("project_stage", "", {**given, "reported_on": day, **values})


GROUND = (
    unit(CITY, "德州市", "city", None),
    unit(DECHENG, "德城区"),
    unit(QINGYUN, "庆云县"),
    unit(ZONE, "天衢新区", "zone", DECHENG, of_which=True),
    Creation("chain", "NEW-IT", {"name": "新一代信息技术"}),
    Creation("chain", "LI-ION", {"name": "锂钠电"}),
)


def write(*changes, viewer=None, reason=REASON, batch=None):
    change_set = ChangeSet.of(*changes)
    return apply_change_set(change_set, viewer=viewer or office(), reason=reason, batch=batch)


def revise(record, version=None, **values):
    return Revision(record.kind, record.uid, version or record.version, values)
