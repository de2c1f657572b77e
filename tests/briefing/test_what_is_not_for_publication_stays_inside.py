"""A number that may not be published is marked in drafts and refused in public copies."""

import docx
import pytest
from tests.briefing import ledger_city
from tests.briefing.papers import template_of
from tests.fixtures.viewers import office

from chainchief.briefing.models import IssuedDocument
from chainchief.cli.main import run
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close
from chainchief.ledger.changelog import acting
from chainchief.ledger.kinds.furnished.models import FurnishedNumber

TEXT = '今年建成基站{{ fig("IND-FUR-5G-STATIONS") }}个，新开工{{ fig("IND-PRJ-STARTED") }}。'


@pytest.fixture
def paper(ledger, tmp_path, capsys):
    """The draft of a text with one number whose release was `publishable`; and what was said."""

    def made(*options, publishable):
        ledger_city.build()
        with acting("测试"):
            for number in FurnishedNumber.objects.filter(item="5g-stations"):
                number.publishable, number.version = publishable, 2
                number.save()
        close(Month(2023, 11), viewer=office("王主任"), reason="月度关账")
        template, path = tmp_path / "t.docx", tmp_path / "定稿.docx"
        template.write_bytes(template_of(TEXT).content)
        capsys.readouterr()
        assert run(["brief", str(template), "2023-11", "-o", str(path), *options]) == 0
        return path, capsys.readouterr().err

    return made


def comments(path):
    return [comment.text for comment in docx.Document(str(path)).comments]


def issue(path, *options):
    return run(["issue", str(path), "2023-11", "--actor", "王主任", *options])


def test_a_draft_says_so_beside_the_number_and_on_the_screen(paper):
    path, said = paper(publishable=False)
    (comment,) = comments(path)
    assert comment.startswith("不公开：")
    assert "BRF-141" in said
    assert said.count("仅供内部使用") == 1


def test_so_does_the_review_file(paper):
    path, _said = paper("--review", publishable=False)
    first, second = comments(path)
    assert first.startswith("不公开：")
    assert "不公开" not in second


def test_what_may_be_published_is_not_marked(paper):
    path, said = paper(publishable=True)
    assert comments(path) == []
    assert "BRF-141" not in said


def test_a_public_copy_with_it_is_refused_and_nothing_is_registered(paper, tmp_path, capsys):
    path, _said = paper(publishable=False)
    public = tmp_path / "公开.docx"
    assert issue(path, "--published", str(public)) != 0
    assert "BRF-140" in capsys.readouterr().err
    assert not public.exists()
    assert IssuedDocument.objects.count() == 0


def test_inside_it_may_be_issued_and_a_public_copy_is_refused_then_too(paper, tmp_path, capsys):
    path, _said = paper(publishable=False)
    public = tmp_path / "公开.docx"
    assert issue(path) == 0
    assert issue(path, "--published", str(public)) != 0
    assert "BRF-140" in capsys.readouterr().err
    assert not public.exists()


def test_one_that_may_be_published_is_issued_twice_over_with_its_copy(paper, tmp_path):
    path, _said = paper(publishable=True)
    for public in (tmp_path / "一.docx", tmp_path / "二.docx"):
        assert issue(path, "--published", str(public)) == 0
        assert public.exists()
    assert IssuedDocument.objects.count() == 1
