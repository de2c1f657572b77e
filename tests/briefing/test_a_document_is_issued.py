"""Issuing reads the final file back, binds its figures, and keeps both."""

from fractions import Fraction

import pytest
from tests.briefing.city import CITY, NOVEMBER, TestSource
from tests.briefing.papers import W, edited, resaved_by_libreoffice, template_of, written
from tests.fixtures.viewers import office

from chainchief.briefing.errors import BriefingError
from chainchief.briefing.issue.issuing import issue, path_of
from chainchief.briefing.models import IssuedDocument, IssuedFigure, KeptDefinition
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month

SENTENCES = (
    '今年以来新开工{{ fig("IND-PRJ-STARTED", approx="余", places=-1) }},'
    '到位资金{{ fig("IND-PRJ-FUNDS") }}。',
    '增速{{ fig("IND-OFFICIAL") }},某项目投资{{ fig("IND-RECORD", record="P-0002") }}。',
)

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def paper(tmp_path):
    return written(template_of(*SENTENCES, name="月报.docx"), tmp_path / "定稿.docx")


def issued(path, **options):
    return issue(
        path,
        NOVEMBER,
        viewer=office("王主任"),
        source=options.pop("source", TestSource()),
        **options,
    )


def edit(path, number, text):
    def change(root):
        list(root.iter(f"{W}sdt"))[number].find(f"{W}sdtContent/{W}r/{W}t").text = text

    return edited(path, change)


def test_every_figure_is_bound_to_its_citation_value_snapshot_and_definition(paper):
    document = issued(paper).record
    assert (document.month, document.snapshot, document.template, document.issued_by) == (
        "2023-11",
        "2023-11r1",
        "月报.docx",
        "王主任",
    )
    figures = list(document.figures.all())
    assert [(one.code, one.printed, one.display, one.state) for one in figures] == [
        ("IND-PRJ-STARTED", "240余个", "240余个", "bound"),
        ("IND-PRJ-FUNDS", "201.3亿元", "201.3亿元", "bound"),
        ("IND-OFFICIAL", "8.6%", "8.6%", "bound"),
        ("IND-RECORD", "62亿元", "62亿元", "bound"),
    ]
    assert [one.nature for one in figures] == ["flow", "cumulative-report", "official", "record"]
    assert (figures[0].division, figures[3].record) == (CITY, "P-0002")
    assert Fraction(figures[1].value) == 20_125_000_000 * 100
    assert str(figures[0].span) == "2023-01..2023-11"


def test_the_definition_is_kept_in_full_and_once(paper):
    figure = issued(paper).record.figures.get(code="IND-OFFICIAL")
    assert (figure.definition.sentence, figure.definition.whole) == (
        "工业增加值增速的口径说明。",
        "整个定义",
    )
    assert KeptDefinition.objects.count() == 4


def test_the_file_is_kept_under_its_hash(paper):
    document = issued(paper).record
    assert path_of(document.sha256).read_bytes() == paper.read_bytes()
    assert document.size == paper.stat().st_size


def test_the_same_file_again_changes_nothing(paper):
    first = issued(paper)
    again = issued(paper)
    assert first.is_new
    assert (again.is_new, again.record) == (False, first.record)
    assert IssuedDocument.objects.count() == 1
    assert IssuedFigure.objects.count() == 4


def test_the_same_file_is_not_registered_for_another_month(paper):
    first = issued(paper).record
    with pytest.raises(BriefingError, match="此前已登记为2023年11月的发文，不是2023年10月的"):
        issue(paper, Month(2023, 10), viewer=office("科长"))
    assert list(IssuedDocument.objects.all()) == [first]


def test_an_edited_number_is_refused_and_told_beside_the_computed_one(paper):
    with pytest.raises(FaultsError) as refused:
        issued(edit(paper, 1, "202亿元"))
    (fault,) = refused.value.faults
    assert fault.code == "BRF-101"
    assert "202亿元" in fault.text
    assert "201.3亿元" in fault.text
    assert IssuedDocument.objects.count() == 0


def test_an_edited_number_is_registered_with_a_reason(paper):
    document = issued(edit(paper, 1, "约200亿元"), accept_differences="按市领导审定口径").record
    figure = document.figures.get(code="IND-PRJ-FUNDS")
    assert (figure.printed, figure.display, figure.state) == ("约200亿元", "201.3亿元", "differs")
    assert document.accepted_because == "按市领导审定口径"


def test_a_reason_is_not_kept_where_nothing_differs(paper):
    assert issued(paper, accept_differences="以防万一").record.accepted_because == ""


@pytest.mark.parametrize("same", ["240 余个", "\uff12\uff14\uff10余个", "240余个\u200b"])
def test_spaces_and_full_width_digits_are_no_difference(paper, same):
    assert issued(edit(paper, 0, same)).record.figures.first().state == "bound"


def test_a_number_written_by_hand_is_listed_as_unbound(paper):
    def add(root):
        first = next(root.iter(f"{W}t"))
        first.text = "11月30日,第3次会议确定12条产业链。" + first.text

    result = issued(edited(paper, add))
    assert [one["text"] for one in result.record.unbound] == ["12条"]
    assert [fault.code for fault in result.examined.warnings()] == ["BRF-102"]


def test_a_figure_whose_control_is_gone_is_an_unbound_number(paper):
    def unwrap(root):
        control = list(root.iter(f"{W}sdt"))[2]
        for child in list(control.find(f"{W}sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)

    result = issued(edited(paper, unwrap))
    assert result.record.figures.count() == 3
    assert [one["text"] for one in result.record.unbound] == ["8.6%"]
    (told,) = result.examined.warnings()  # as what it was, and not once more as any number
    assert (told.code, told.value, told.place.line) == ("BRF-107", "8.6%", 2)
    assert "工业增加值增速" in told.text


def test_a_sentence_that_was_taken_out_is_no_loss(paper):
    def take_out(root):
        control = list(root.iter(f"{W}sdt"))[2]
        control.getparent().remove(control)

    result = issued(edited(paper, take_out))
    assert result.record.figures.count() == 3
    assert result.examined.warnings() == []


def test_a_month_that_is_not_closed_is_refused(paper):
    with pytest.raises(FaultsError, match="BRF-104"):
        issued(paper, source=TestSource(snapshot="working"))


def test_figures_of_another_month_are_refused(paper):
    with pytest.raises(FaultsError) as refused:
        issued(paper, source=TestSource(month=Month(2023, 12)))
    assert {fault.code for fault in refused.value.faults} == {"BRF-105"}
    assert len(refused.value.faults) == 4


def test_a_control_that_says_nothing_any_more_is_refused_even_with_a_reason(paper):
    def damage(root):
        next(root.iter(f"{W}tag")).set(f"{W}val", "cc:?")

    with pytest.raises(FaultsError, match="BRF-103"):
        issued(edited(paper, damage), accept_differences="没关系")


def test_an_approximation_that_became_a_lie_differs(paper):
    source = TestSource()
    source.table = [
        one if one.code != "IND-PRJ-STARTED" else _with(one, 251, "251个") for one in source.table
    ]
    with pytest.raises(FaultsError) as refused:
        issued(paper, source=source)
    assert [fault.facts["display"] for fault in refused.value.faults] == ["250余个"]


def _with(one, value, display):
    from dataclasses import replace

    return replace(one, value=Fraction(value), display=display)


@pytest.mark.office
def test_what_libreoffice_saved_is_bound_as_well(paper, tmp_path):
    folder = tmp_path / "again"
    folder.mkdir()
    document = issued(resaved_by_libreoffice(paper, folder)).record
    assert [one.state for one in document.figures.all()] == ["bound"] * 4
    assert document.unbound == []
