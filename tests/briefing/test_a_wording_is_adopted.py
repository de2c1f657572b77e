"""Adopted wordings: more cautious than the value, with reason and approver, and never a lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.briefing import ledger_city
from tests.briefing.city import CITY, YI, TestSource, figure
from tests.briefing.papers import drafted, template_of
from tests.fixtures.viewers import office

from chainchief.briefing.issue.examination import examine
from chainchief.briefing.models import AdoptedWording
from chainchief.briefing.resolve.adopted_wordings import (
    adopt,
    all_in_force,
    check,
    cite,
    in_force,
    spoken,
)
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.briefing.resolve.ledger_source import source_for
from chainchief.briefing.resolve.receipt_heads import head_of
from chainchief.briefing.sources import NoFigure, Wording
from chainchief.cli.main import run
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.indicators.figures import MetricType
from chainchief.ledger import changelog
from chainchief.ledger.errors import ActorTooLongError

TAG = "cc:IND-PRJ-STARTED@2023-11/371400"
WORDING = Wording("240余个", "尚有项目待核", "李局长")


def trips(n):
    return figure("IND-A", "外出招引", MetricType.FLOW, "次", n, f"{n}次")


def money(wan):
    return figure("IND-B", "签约额", MetricType.FLOW, "亿元", wan * YI // 10_000, "…")


@pytest.mark.parametrize(
    ("one", "text", "may"),
    [
        (trips(247), "240余次", True),
        (trips(249), "240余次", True),
        (trips(250), "240余次", False),
        (trips(240), "240余次", True),
        (trips(239), "240余次", False),
        (trips(247), "200余次", True),  # 200 ≤ 247 < 300
        (trips(247), "超过200次", True),
        (trips(247), "超过247次", False),
        (trips(247), "突破246次", True),
        (trips(247), "近250次", False),  # true, and more favourable than the value
        (trips(247), "约250次", False),
        (trips(247), "约240次", True),
        (trips(247), "约230次", False),  # 17 is more than 5 % of 230
        (trips(247), "240余个", False),  # another thing is counted
        (money(1_080), "超过1000万元", True),
        (money(1_080), "突破1,000万元", True),
        (money(1_080), "1000余万元", True),
        (money(1_080), "0.1余亿元", True),
        (money(1_080), "超过1080万元", False),
        (trips(0), "超过0次", False),
        (trips(-3), "约3次", False),
    ],
)
def test_a_wording_is_true_and_no_more_favourable(one, text, may):
    if may:
        check(text, one)
        return
    with pytest.raises(NoFigure) as refused:
        check(text, one)
    assert refused.value.kind.code == "BRF-034"


@pytest.mark.parametrize(
    "text", ["240次", "很多", "约240余次", "240余", "近二百次", "超过次", "", "240余匹"]
)
def test_what_is_no_wording_is_told(text):
    with pytest.raises(NoFigure) as refused:
        spoken(text)
    assert refused.value.kind.code == "BRF-033"


def test_a_rank_takes_no_wording():
    with pytest.raises(NoFigure):
        check("约5位", figure("IND-R", "位次", MetricType.RANK, "位", 5, "第5位"))


@given(n=st.integers(1, 10_000), said=st.integers(1, 10_000))
def test_whatever_may_be_adopted_lies_at_or_below_the_value(n, said):
    for text in (f"{said}余次", f"超过{said}次", f"突破{said}次", f"近{said}次", f"约{said}次"):
        try:
            check(text, trips(n))
        except NoFigure:
            continue
        assert said <= n
        assert "近" not in text


def test_it_stands_in_the_document_and_its_comment_says_who_and_why():
    source = TestSource(wordings={TAG: WORDING})
    template = template_of('今年以来新开工{{ fig("IND-PRJ-STARTED") }}。')
    made = drafted(template, source)
    (placed,) = made.placed
    assert placed.cited.text == "240余个"
    told = dict(head_of(placed.cited, source).lines)
    assert told["数值"] == "247个"
    assert told["采用表述"] == "240余个（尚有项目待核；李局长批准）"
    examined = examine(made.content(), "d.docx", source)
    assert examined.differing == ()
    # Taken back in between: the number of the document is told to differ.
    assert len(examine(made.content(), "d.docx", TestSource()).differing) == 1


def test_what_a_template_words_by_itself_is_left_alone():
    source = TestSource(wordings={TAG: WORDING})
    template = template_of('{{ fig("IND-PRJ-STARTED", approx="超过") }}')
    assert drafted(template, source).placed[0].cited.text == "超过246个"


def test_a_wording_that_became_untrue_refuses_the_document():
    source = TestSource(wordings={TAG: Wording("250余个", "r", "李局长")})
    with pytest.raises(FaultsError) as refused:
        fill(template_of('{{ fig("IND-PRJ-STARTED") }}'), RenderContext(source, CITY))
    (fault,) = refused.value.faults
    assert fault.code == "BRF-034"
    assert "247个" in fault.text


@pytest.fixture
def source(ledger_with):
    ledger_with(ledger_city.build)
    return source_for(Month(2023, 11), "working")


def _adopt(source, text, actor="王敏", approved_by="李局长", reason="稳妥"):
    citation = cite(source, code="IND-PRJ-STARTED")
    row = adopt(
        citation, text, source=source, viewer=office(actor), approved_by=approved_by, reason=reason
    )
    return citation, row


def test_the_latest_is_in_force_until_it_is_taken_back(source):
    citation, _row = _adopt(source, "超过1个")
    _adopt(source, "超过2个")
    assert in_force(citation) == Wording("超过2个", "稳妥", "李局长")
    assert [row.text for row in all_in_force()] == ["超过2个"]
    _adopt(source, "")
    assert in_force(citation) is None
    assert all_in_force() == []
    assert AdoptedWording.objects.count() == 3


def test_the_change_log_knows_who_adopted_it(source):
    _adopt(source, "超过2个")
    changelog.seal()
    assert changelog.verify() == []
    AdoptedWording.objects.all().delete()  # without an actor
    assert changelog.verify() != []


@pytest.mark.parametrize(
    "given",
    [
        {"approved_by": "王敏"},
        {"approved_by": " "},
        {"reason": ""},
    ],
)
def test_nobody_adopts_alone_or_without_a_reason(source, given):
    with pytest.raises(FaultsError) as refused:
        _adopt(source, "超过2个", **given)
    assert [fault.code for fault in refused.value.faults] == ["BRF-035"]
    assert AdoptedWording.objects.count() == 0


def test_a_long_name_is_kept_whole_and_one_that_no_column_holds_is_refused(source):
    _citation, row = _adopt(source, "超过2个", actor="王" * 150, approved_by="李" * 200)
    row.refresh_from_db()
    assert row.approved_by == "李" * 200
    assert row.adopted_by == office("王" * 150).signature
    with pytest.raises(ActorTooLongError):
        _adopt(source, "超过2个", approved_by="李" * 201)
    assert AdoptedWording.objects.count() == 1


def test_a_lie_is_not_adopted_and_all_faults_come_at_once(source):
    with pytest.raises(FaultsError) as refused:
        _adopt(source, "超过3个", reason="")
    assert [fault.code for fault in refused.value.faults] == ["BRF-034", "BRF-035"]


def test_an_unknown_code_is_told_with_what_is_near(source):
    with pytest.raises(FaultsError) as refused:
        cite(source, code="IND-PRJ-STARTET", division="999999")
    assert [fault.code for fault in refused.value.faults] == ["BRF-010", "BRF-011"]


def test_the_command_adopts_lists_and_takes_back(source, capsys):
    words = ["wording", "IND-PRJ-STARTED", "2023-11"]
    why = ["--reason", "稳妥", "--approved-by", "李局长", "--actor", "王敏"]
    assert run([*words, "超过2个", *why]) == 0
    assert "已采用：IND-PRJ-STARTED@2023-11/371400 超过2个" in capsys.readouterr().out
    assert run(["wording"]) == 0
    assert "超过2个（稳妥；李局长批准）" in capsys.readouterr().out
    assert run([*words, "超过9个", *why]) == 1
    assert "BRF-034" in capsys.readouterr().err
    assert run([*words, "--withdraw", *why]) == 0
    assert run(["wording"]) == 0
    assert "没有采用任何表述" in capsys.readouterr().out
    assert run(words) == 2
