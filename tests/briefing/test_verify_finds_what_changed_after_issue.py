"""`verify`: the issued files are as they were, and their figures still come out the same."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.briefing.city import NOVEMBER, TestSource
from tests.briefing.papers import template_of, written
from tests.fixtures.viewers import office

from chainchief.briefing.issue.issuing import issue, path_of
from chainchief.briefing.issue.verification import verify
from chainchief.core.errors import WrongUseError

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def document(tmp_path):
    template = template_of('新开工{{ fig("IND-PRJ-STARTED") }},增速{{ fig("IND-OFFICIAL") }}。')
    paper = written(template, tmp_path / "定稿.docx")
    return issue(paper, NOVEMBER, viewer=office("王主任"), source=TestSource()).record


def codes(source=None):
    return [fault.code for fault in verify(lambda _month, _id: source or TestSource())]


def changed(**values):
    source = TestSource()
    source.table = [
        replace(one, **values) if one.code == "IND-OFFICIAL" else one for one in source.table
    ]
    return source


def test_an_untouched_register_has_no_faults(document):
    assert codes() == []


def test_the_snapshot_and_month_of_the_document_are_asked_for(document):
    asked = []
    verify(lambda month, snapshot: asked.append((str(month), snapshot)) or TestSource())
    assert asked == [("2023-11", "2023-11r1")]


def test_documents_of_one_month_share_one_source(document, tmp_path):
    again = written(template_of('增速{{ fig("IND-OFFICIAL") }}。'), tmp_path / "另一份.docx")
    issue(again, NOVEMBER, viewer=office("王主任"), source=TestSource())
    asked = []
    verify(lambda month, snapshot: asked.append(snapshot) or TestSource())
    assert asked == ["2023-11r1"]


def test_an_altered_file_is_found(document):
    path = path_of(document.sha256)
    path.write_bytes(path.read_bytes().replace(b"PK", b"PQ", 1))
    assert codes() == ["BRF-111"]


def test_a_missing_file_is_found(document):
    path_of(document.sha256).unlink()
    (fault,) = verify(lambda _month, _id: TestSource())
    assert fault.code == "BRF-110"
    assert document.sha256 in fault.text
    assert "定稿.docx" in fault.text


def test_a_figure_that_comes_out_otherwise_is_found(document):
    (fault,) = verify(lambda _m, _s: changed(value=Fraction(87_000), display="8.7%"))
    assert fault.code == "BRF-112"
    assert "8.6%" in fault.text
    assert "8.7%" in fault.text


def test_a_difference_too_small_to_be_printed_is_found_too(document):
    assert codes(changed(value=Fraction(86_001))) == ["BRF-112"]


def test_a_figure_that_has_no_value_any_more_is_found(document):
    assert codes(changed(value=None, display="", absent="未发布")) == ["BRF-112"]


def test_a_definition_that_cannot_be_had_any_more_is_found(document):
    (fault,) = verify(lambda _m, _s: changed(definition="another"))
    assert fault.code == "BRF-113"
    assert "口径已变" in fault.text


def test_a_snapshot_that_cannot_be_opened_is_one_fault_and_not_an_error(document):
    def refuse(_month, _snapshot):
        raise WrongUseError("没有这个快照")

    (fault,) = verify(refuse)
    assert fault.code == "BRF-113"
    assert "没有这个快照" in fault.text
