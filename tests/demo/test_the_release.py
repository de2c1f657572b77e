"""The press release of the demo city: every figure reads back; what comes later is told apart."""

import datetime as dt
import re
import shutil
import zipfile

import pytest
from tests.briefing.papers import W, edited, resaved_by_libreoffice
from tests.demo.facts import AT_LEAST, CLAIMS, MORE, NAMES, PRINTED
from tests.fixtures.viewers import office

from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.issue.later_differences import notices, would_differ
from chainchief.briefing.publish.publishing import published
from chainchief.briefing.readback.confined import read_figures
from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.render.documents import render
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.claims import load_claims
from chainchief.indicators.revisions import Reason
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.kinds.project.models import Project, ProjectReport

NOVEMBER = Month(2023, 11)


@pytest.fixture
def release(city, tmp_path):
    with city(scale=1.0):
        path = tmp_path / "发布稿.docx"
        made = render("press-release", NOVEMBER, path)
        assert (made.counts.official, made.counts.furnished) == (2, 3)
        yield path


def retyped(path, before, after, to):
    """A copy of the file in which somebody typed over a number."""

    def change(root):
        pieces = [piece for piece in root.iter(f"{W}t") if piece.text == before]
        assert pieces
        for piece in pieces:
            piece.text = after

    shutil.copy(path, to)
    return edited(to, change)


def by_ref(path):
    """Ref → the texts that stand in controls of its indicators."""
    catalogue, claims, found = load(), load_claims().catalogue, {}
    for figure in read_figures(path):
        code = figure.citation.code
        entry = claims[code] if figure.citation.is_claim else catalogue[code]
        found.setdefault(entry.ref, []).append(figure.text)
    return found


def as_printed(ref):
    """The text that stands in the release, as a pattern."""
    if ref in NAMES and ref != "F32":
        return "、".join(NAMES[ref])
    value, unit, qualifier = PRINTED[ref]
    number, unit = re.escape(value), re.escape(unit)
    if qualifier == AT_LEAST:
        return f"{number}余{unit}"
    if qualifier == MORE:
        return f"(超过|突破){number}{unit}"
    return f"第{number}位" if unit == "位" else f"{number}个?{unit}"


def assert_all_read_back(found):
    assert set(PRINTED) <= set(found)
    wrong = {
        ref: found[ref]
        for ref in PRINTED
        if not all(re.fullmatch(as_printed(ref), text.replace("\u200b", "")) for text in found[ref])
    }
    assert wrong == {}


def test_all_62_figures_and_the_claims_read_back_as_printed(release):
    found = by_ref(release)
    assert_all_read_back(found)
    # K01 is told by two streaks; K09, K10, K15 and K18 to K20 by names in controls of their own.
    told = {"K02", "K03", "K04", "K05", "K06", "K07", "K08", "K11", "K12", "K13", "K14", "K16"}
    assert told <= set(found)
    assert set(found) - set(PRINTED) - {""} <= set(CLAIMS)


@pytest.mark.office
def test_what_libreoffice_saved_again_reads_back_as_well(release, tmp_path):
    folder = tmp_path / "again"
    folder.mkdir()
    assert_all_read_back(by_ref(resaved_by_libreoffice(release, folder)))


def test_a_changed_digit_is_caught_and_named(release, tmp_path):
    wrong = retyped(release, "301个", "310个", tmp_path / "改.docx")
    with pytest.raises(FaultsError) as refusal:
        issue(wrong, NOVEMBER, viewer=office("王主任"))
    (fault,) = refusal.value.faults
    assert (fault.code, fault.value) == ("BRF-101", "310个")
    assert "301个" in fault.text


def test_a_claim_that_no_record_proves_any_more_refuses_the_draft(city, tmp_path):
    from chainchief.ledger.actions import withdraw
    from chainchief.ledger.kinds.milestone.models import ProjectMilestone

    with city(scale=1.0, apart=True):
        reached = ProjectMilestone.objects.get(code="NEWIT-WAFER12/NEW-IT/VOLUME")
        withdraw(
            "project_milestone", reached.uid, reached.version, viewer=office("市局"), reason="试验"
        )
        with pytest.raises(FaultsError) as refusal:
            render("press-release", NOVEMBER, tmp_path / "p.docx", snapshot="working")
    (fault,) = refusal.value.faults
    assert fault.code == "BRF-013"
    assert "12英寸" in fault.text


def test_the_published_copy_says_the_same_and_tells_nothing_of_its_making(release, tmp_path):
    draft = tmp_path / "审阅.docx"
    render("press-release", NOVEMBER, draft, review=True)
    before = read_content(draft.read_bytes(), "d")
    copy = published(draft.read_bytes(), draft.name)
    after = read_content(copy, "c")
    plain = [p.text.replace("\u200b", "") for p in before.paragraphs if not p.part]
    assert [p.text for p in after.paragraphs if not p.part] == plain
    assert after.figures == ()
    path = tmp_path / "公开.docx"
    path.write_bytes(copy)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    assert not [name for name in names if "comments" in name or "custom" in name]
    assert not re.search(r"w:sdt|commentRange|commentReference|_cc_|rsid", body)
    assert "chainchief" not in core


def _late_start():
    """A start of November, reported and recognised in time, that reaches the ledger only now."""
    project = Project.objects.filter(stages__stage="signed", withdrawn_on=None)
    project = project.exclude(stages__stage="started").filter(chain_id="CHEM").order_by("code")[0]
    day = dt.date(2023, 11, 20)
    values = {
        "project": project.code,
        "stage": "started",
        "reported_by": project.division_id,
        "occurred_on": day,
        "reported_on": day,
        "recognised_on": day,
        "evidence": "accepted",
    }
    return Creation("project_stage", "", values)


def test_three_late_changes_are_told_apart(city, tmp_path):
    with city(scale=1.0, apart=True):
        path = tmp_path / "发布稿.docx"
        render("press-release", NOVEMBER, path)
        document = issue(path, NOVEMBER, viewer=office("王主任")).record
        assert would_differ(document) == []
        report = ProjectReport.objects.filter(
            month="2023-11", project__in=_codes("CITY-TECH"), withdrawn_on=None
        ).order_by("code")[0]
        correction = Revision(
            "project_report", report.uid, report.version, {"invested": report.invested + 10**11}
        )
        change = ChangeSet(creations=(_late_start(),), revisions=(correction,))
        apply_change_set(change, viewer=office("市局"), reason="迟报与更正")
        _redefine("IND-FRM-KEY", "{role: key}", "{role: [key, supporting]}")
        found = {each.issued.code: each for each in would_differ(document)}
        assert found["IND-PRJ-STARTED"].reasons == (Reason.LATE,)
        assert found["IND-PRJ-INVESTED-CITY"].reasons == (Reason.CORRECTED,)
        assert found["IND-FRM-KEY"].reasons == (Reason.DEFINITION,)
        assert found["IND-PRJ-STARTED"].display == "302个"
        told = [fault.text for fault in notices()]
    assert any("301个" in text and "302个" in text for text in told)


def _codes(on_list):
    from chainchief.ledger.kinds.project.models import ProjectListing

    listed = ProjectListing.objects.filter(listed_in_id=on_list, valid_to=None, withdrawn_on=None)
    return list(listed.values_list("project_id", flat=True))


def _redefine(code, before, after):
    """The city's own definition of an indicator, another than the program's."""
    import yaml

    from chainchief.indicators.catalogue.loading import PRESETS

    entry = next(
        each
        for path in sorted(PRESETS.glob("indicators*.yaml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
        if each["code"] == code
    )
    assert entry["where"] == yaml.safe_load(before)
    entry["where"] = yaml.safe_load(after)
    home().presets.mkdir(parents=True, exist_ok=True)
    own = home().presets / "indicators-own.yaml"
    own.write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")


def test_two_documents_that_print_different_values_are_reported(city, tmp_path):
    with city(scale=1.0, apart=True):
        first = tmp_path / "一稿.docx"
        render("press-release", NOVEMBER, first)
        issue(first, NOVEMBER, viewer=office("王主任"))
        assert [f.code for f in notices() if f.code == "BRF-131"] == []
        second = retyped(first, "219家", "220家", tmp_path / "二稿.docx")
        issue(second, NOVEMBER, viewer=office("王主任"), accept_differences="口头更正")
        told = [fault.text for fault in notices() if fault.code == "BRF-131"]
    assert len(told) == 1
    assert "219家" in told[0]
    assert "220家" in told[0]
