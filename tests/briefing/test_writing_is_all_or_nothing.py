"""Documents and issued files are whole or not there at all."""

import hashlib
import stat

import pytest
from tests.briefing.city import NOVEMBER, TestSource
from tests.briefing.papers import template_of, written
from tests.fixtures.viewers import office

from chainchief.briefing.errors import BriefingError
from chainchief.briefing.issue import issuing
from chainchief.briefing.issue.issuing import issue, keep, path_of
from chainchief.briefing.models import IssuedDocument, IssuedFigure
from chainchief.briefing.render import documents
from chainchief.briefing.render.documents import render


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "t.docx"
    path.write_bytes(template_of('值{{ fig("IND-RATE") }}').content)
    return str(path)


def test_a_folder_that_is_not_there_is_said_in_words(template, tmp_path):
    with pytest.raises(BriefingError, match="nowhere"):
        render(template, NOVEMBER, tmp_path / "nowhere" / "o.docx", source=TestSource())


def test_the_file_can_be_read_by_the_office(template, tmp_path):
    made = render(template, NOVEMBER, tmp_path / "o.docx", source=TestSource())
    assert stat.S_IMODE(made.path.stat().st_mode) & stat.S_IRUSR
    assert [path.name for path in tmp_path.glob(".o.docx*")] == []


def test_a_writer_that_fails_leaves_the_old_file(template, tmp_path, monkeypatch):
    out = tmp_path / "o.html"
    out.write_text("old")

    def fail(_made):
        raise BriefingError("no")

    monkeypatch.setitem(documents._WRITERS, ".html", fail)
    with pytest.raises(BriefingError):
        render(template, NOVEMBER, out, source=TestSource())
    assert out.read_text() == "old"


@pytest.mark.parametrize("ending", [".docx", ".html", ".DOCX"])
def test_the_ending_chooses_the_form(template, tmp_path, ending):
    made = render(template, NOVEMBER, tmp_path / f"o{ending}", source=TestSource())
    start = made.path.read_bytes()[:2]
    assert start == (b"<!" if ending == ".html" else b"PK")


def test_a_missing_libreoffice_is_said_before_anything_is_computed(template, tmp_path, monkeypatch):
    import shutil

    source = TestSource()
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(BriefingError, match="LibreOffice"):
        render(template, NOVEMBER, tmp_path / "o.pdf", source=source)
    assert source.asked == []


def test_an_issued_file_stands_under_its_hash_with_nothing_beside():
    content = b"content"
    digest = hashlib.sha256(content).hexdigest()
    path = keep(content, digest)
    assert path == path_of(digest)
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_that_was_damaged_is_put_right_by_keeping_it_again():
    digest = hashlib.sha256(b"content").hexdigest()
    keep(b"content", digest).write_bytes(b"cont")
    assert keep(b"content", digest).read_bytes() == b"content"


@pytest.mark.usefixtures("ledger")
def test_an_issue_that_fails_half_way_registers_nothing(tmp_path, monkeypatch):
    paper = written(
        template_of('值{{ fig("IND-RATE") }},{{ fig("IND-LOSS") }}'), tmp_path / "d.docx"
    )
    real = issuing._figure_row

    def fail_at_the_second(document, position, one):
        if position == 2:
            raise RuntimeError("power cut")
        return real(document, position, one)

    monkeypatch.setattr(issuing, "_figure_row", fail_at_the_second)
    with pytest.raises(RuntimeError):
        issue(paper, NOVEMBER, viewer=office("王主任"), source=TestSource())
    assert IssuedDocument.objects.count() == IssuedFigure.objects.count() == 0
    monkeypatch.undo()


@pytest.mark.usefixtures("ledger")
def test_an_issue_without_anyone_who_issues_is_refused(tmp_path):
    from chainchief.ledger.errors import NoActorError

    paper = written(template_of('值{{ fig("IND-RATE") }}'), tmp_path / "d.docx")
    with pytest.raises(NoActorError):
        issue(paper, NOVEMBER, viewer=office(" "), source=TestSource())
    assert IssuedDocument.objects.count() == 0
