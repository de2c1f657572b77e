"""Three people at one ledger, in whatever order: rights, versions, receipts and closed months hold.

The office may do everything, a county clerk enters and withdraws within the county, a reader only
looks. After every step the ledger is what a plain model says.
"""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.briefing.papers import template_of
from tests.fixtures.viewers import holding, office

from chainchief.access.faults import NotAllowedError
from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.render.documents import render
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.errors import DispatchError
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.figures import Scope
from chainchief.indicators.receipts.building import receipt_for
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set, reinstate, withdraw
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.validation import RefusedError

NOVEMBER = Month(2023, 11)
CITY, OWN, OTHER = "371400", "371402", "371426"
STARTED = "IND-PRJ-STARTED"
OFFICE, COUNTY, READER = (
    office("王敏"),
    holding("county", "李强", division=OWN),
    holding("reader", "读者"),
)
ACTORS = st.sampled_from((OFFICE, COUNTY, READER))
DAY = dt.date(2023, 11, 8)


def ground():
    units = ((CITY, "德州市", "city", None), (OWN, "德城区", "county", CITY))
    units += ((OTHER, "平原县", "county", CITY),)
    divisions = (
        Creation("division", code, {"name": name, "level": level, "parent": parent})
        for code, name, level, parent in units
    )
    landmark = {"name": "新一代信息技术", "landmark_from": dt.date(2022, 1, 1)}
    return ChangeSet((*divisions, Creation("chain", "NEW-IT", landmark)))


class Ledger(RuleBasedStateMachine):
    """The machine; `fresh` gives each run a ledger of its own."""

    fresh = None
    projects = Bundle("projects")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clean = type(self).fresh()
        self.clean.__enter__()
        apply_change_set(ground(), viewer=OFFICE, reason="起步")
        self.model = {}  # code → [division, version, name, withdrawn]
        self.closed = None  # the value of the month as it was closed last
        self.is_open = True
        self.ever_closed = False
        self.engine = duckdb_engine()

    def teardown(self):
        assert changelog.verify() == []
        self.clean.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    def may_write(self, viewer, division):
        return viewer is OFFICE or (viewer is COUNTY and division == OWN)

    def refused(self, refusal, code):
        assert {fault.code for fault in refusal.faults} == {code}

    def equal(self, found, wanted):
        assert found == wanted

    @rule(target=projects, viewer=ACTORS, division=st.sampled_from((OWN, OTHER)))
    def enter(self, viewer, division):
        code = f"P{len(self.model):03d}"
        project = Creation("project", code, {"name": code, "division": division, "chain": "NEW-IT"})
        days = {"occurred_on": DAY, "reported_on": DAY, "recognised_on": DAY}
        started = {"project": code, "stage": "started", "reported_by": division}
        stage = Creation("project_stage", "", {**started, **days, "evidence": "accepted"})
        try:
            apply_change_set(ChangeSet((project, stage)), viewer=viewer, reason="填报")
        except RefusedError as refusal:
            assert not self.may_write(viewer, division)
            self.refused(refusal, "LED-060")
            return code
        assert self.may_write(viewer, division)
        self.model[code] = [division, 1, code, False]
        return code

    @rule(viewer=ACTORS, code=projects, stale=st.booleans(), name=st.sampled_from("甲乙丙"))
    def revise(self, viewer, code, stale, name):
        if code not in self.model:
            return
        division, version, held, gone = self.model[code]
        uid = Project.objects.get(code=code).uid
        change = Revision("project", uid, version + (1 if stale else 0), {"name": name})
        try:
            applied = apply_change_set(ChangeSet(revisions=(change,)), viewer=viewer, reason="更正")
        except StaleVersionError as refusal:
            assert stale
            told = refusal.records[0].current is not None
            self.equal(told, self.may_write(viewer, division))
        except RefusedError as refusal:
            assert not stale
            own = self.may_write(viewer, division)
            self.refused(refusal, "CHK-122" if own else "LED-060")
            assert gone or not own
        else:
            assert not stale
            assert self.may_write(viewer, division)
            changed = name != held
            assert (applied.revised, applied.unchanged) == (int(changed), int(not changed))
            assert not (gone and changed)
            self.model[code][1:3] = [version + int(changed), name]

    @rule(viewer=ACTORS, code=projects, back=st.booleans())
    def withdraw(self, viewer, code, back):
        if code not in self.model:
            return
        division, version, _name, gone = self.model[code]
        uid = Project.objects.get(code=code).uid
        act = reinstate if back else withdraw
        try:
            act("project", uid, version, viewer=viewer, reason="核查")
        except RefusedError as refusal:
            if self.may_write(viewer, division):
                self.refused(refusal, "LED-021" if back else "LED-020")
                assert gone != back
            else:
                self.refused(refusal, "LED-060")
        else:
            assert self.may_write(viewer, division)
            assert gone == back
            self.model[code][1] += 1
            self.model[code][3] = not back

    @rule(viewer=ACTORS)
    def close(self, viewer):
        try:
            closing.close(NOVEMBER, viewer=viewer)
        except NotAllowedError:
            assert viewer is not OFFICE
        except DispatchError:
            assert viewer is OFFICE
            assert not self.is_open
        else:
            assert viewer is OFFICE
            assert self.is_open
            self.is_open, self.ever_closed, self.closed = False, True, self.expected()

    @rule(viewer=ACTORS)
    def reopen(self, viewer):
        try:
            closing.reopen(NOVEMBER, viewer=viewer, reason="迟报")
        except NotAllowedError:
            assert viewer is not OFFICE
        except DispatchError:
            assert viewer is OFFICE
            assert self.is_open
        else:
            assert viewer is OFFICE
            assert not self.is_open
            self.is_open = True

    @precondition(lambda self: self.ever_closed and self.closed)
    @rule(viewer=ACTORS)
    def issue(self, viewer):
        """What is issued says the closed month's value, whatever came later."""
        path = self.folder / "template.docx"
        path.write_bytes(template_of(f'今年以来{{{{ fig("{STARTED}") }}}}。').content)
        out = self.folder / "paper.docx"
        render(str(path), NOVEMBER, out)
        try:
            issued = issue(out, NOVEMBER, viewer=viewer)
        except NotAllowedError:
            assert viewer is not OFFICE
        else:
            assert viewer is OFFICE
            assert [str(f.value) for f in issued.record.figures.all()] == [str(self.closed)]

    def expected(self):
        return sum(not gone for _division, _version, _name, gone in self.model.values())

    @rule()
    def look(self):
        """The open ledger's figure is the model's, the closed one what it was; receipts add up."""
        for wanted, value in (("working", self.expected()), (None, self.closed)):
            if wanted is None and not self.ever_closed:
                continue
            snapshot = closing.snapshot_for(NOVEMBER, wanted)
            catalogue = shipped()
            figures = figures_for(
                snapshot, NOVEMBER, catalogue=catalogue, engine=self.engine, codes=[STARTED]
            )
            figure = figures.get(STARTED, Scope(CITY))
            receipt = receipt_for(figure, snapshot, catalogue, self.engine)
            assert sum(one.contribution for one in receipt.contributions) == (figure.value or 0)
            assert (figure.value or 0) == value

    @invariant()
    def versions_are_the_models(self):
        held = {p.code: (p.version, p.name, bool(p.withdrawn_on)) for p in Project.objects.all()}
        model = {
            code: (version, name, gone)
            for code, (_division, version, name, gone) in self.model.items()
        }
        assert held == model


def test_whatever_three_people_do_in_whatever_order(fresh_ledgers):
    Ledger.fresh = staticmethod(fresh_ledgers)
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
