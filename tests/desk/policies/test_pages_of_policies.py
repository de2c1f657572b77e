"""The pages of policies: a list by clicks of two, firms read the public one, banks nothing."""

import io

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.policies import town
from tests.desk.policies.town import WAN, clause
from tests.fixtures.accounts import make_account, sign_in
from tests.web.importing import text_of

from chainchief.core import clock
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.policy_clause.models import PolicyClause
from chainchief.ledger.kinds.reward.models import Policy
from chainchief.ledger.kinds.reward_list.models import RewardLine, RewardList

CAST = (town.OFFICE, town.COLLEAGUE, town.COUNTY, town.FIRM, town.OTHER_FIRM, town.BANKER)


@pytest.fixture
def seen_by(ledger, monkeypatch, client):
    """`seen_by(viewer)`: the client, logged in as one of the cast."""
    monkeypatch.setattr(clock, "today", lambda: town.DAY)
    town.city()
    clause(
        qualifies="firm: {revenue: {at_least: 2000万元}}",
        formula="{rate: 1%, of: {firm: revenue}, rounding: {to: 元, how: down}}",
        ceiling=100 * WAN,
    )
    for viewer in CAST:
        make_account(viewer.name, viewer.held[0])

    def logged_in(viewer):
        sign_in(client, name=viewer.name)
        return client

    return logged_in


def policy_address():
    return f"/desk/policies/{Policy.objects.get().uid}/"


def kept_list(seen_by):
    answer = seen_by(town.OFFICE).post(policy_address(), {"year": str(town.YEAR)})
    assert answer.status_code == 303, text_of(answer)
    return answer.headers["Location"]


def step(client, address, act, **sent):
    return client.post(f"{address}act/", {"act": act, **sent})


def made_public(seen_by):
    address = kept_list(seen_by)
    assert step(seen_by(town.COLLEAGUE), address, "review").status_code == 303
    assert step(seen_by(town.OFFICE), address, "publish").status_code == 303
    return address


def test_a_policy_shows_its_clauses_in_words_and_what_its_list_would_be(seen_by):
    office = seen_by(town.OFFICE)
    assert "演示奖补政策" in text_of(office.get("/desk/policies/"))
    page = text_of(office.get(f"{policy_address()}?year={town.YEAR}"))
    assert "≥ 2,000万元" in page
    assert "上限100万元" in page
    # 20 + 100 + 100 (500 by the rate, the ceiling), and the firm that lacks 1万元 is told.
    assert "220万元" in page
    assert "1,999万元" in page
    assert "没有形成" not in page


def test_a_clause_that_cannot_be_read_says_where_what_why_and_what_to_do(seen_by):
    clause(2, qualifies="firm: {revenu: {at_least: 20}}", formula="fixd: 1")
    page = text_of(seen_by(town.OFFICE).get(policy_address()))
    for words in ("revenu", "是否应为“revenue”", "DSK-303", "金额计算办法", "fixd", "DSK-301"):
        assert words in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fixed: 1万元\nfixed: 2万元", "“fixed”写了两次"),
        ("fixed: " + "[" * 900 + "]" * 900, "嵌套过深"),
        (
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "\n".join(
                f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
                for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            ),
            "展开后超过",
        ),
        ("of: &of [*of]", "recursive"),
    ],
)
def test_a_text_that_says_a_thing_twice_or_unfolds_without_end_is_refused(seen_by, text, words):
    clause(2, formula=text)
    page = text_of(seen_by(town.OFFICE).get(policy_address()))
    assert "DSK-300" in page
    assert words in page


def test_a_clause_that_asks_for_local_purchase_is_told_with_the_rule(seen_by):
    clause(
        2,
        wording="采购本市产品的企业给予奖励",
        qualifies="firm: {division: '990101', revenue: {at_least: 1万元}}",
    )
    page = text_of(seen_by(town.OFFICE).get(policy_address()))
    assert "采购本市" in page
    assert "DSK-316" in page
    assert "条例第九条" in page
    assert "DSK-315" in page


def test_a_list_is_kept_by_one_and_taken_on_by_another(seen_by):
    address = kept_list(seen_by)
    page = seen_by(town.OFFICE).get(address)
    assert "下一步由其他同事办理" in text_of(page)
    refused = step(seen_by(town.OFFICE), address, "review")
    assert refused.status_code == 422
    assert "DSK-332" in text_of(refused)
    assert step(seen_by(town.COLLEAGUE), address, "review").status_code == 303
    assert "已复核，待公示" in text_of(seen_by(town.COLLEAGUE).get(address))


def test_before_it_is_public_a_list_is_the_offices_alone(seen_by):
    address = kept_list(seen_by)
    for viewer in (town.FIRM, town.COUNTY):
        answer = seen_by(viewer).get(address)
        assert answer.status_code == 404 or "甲厂" not in text_of(answer)
        assert address not in seen_by(viewer).get("/desk/policies/").content.decode()


def test_a_firm_reads_the_public_list_and_what_its_own_line_rests_on(seen_by):
    address = made_public(seen_by)
    page = text_of(seen_by(town.FIRM).get(address))
    assert "丙厂" in page
    assert page.count("营业收入 2,000万元 × 1%") == 1  # what its own line rests on, no other's
    own = RewardLine.objects.get(enterprise="QY-1")
    other = RewardLine.objects.get(enterprise="QY-3")
    line = seen_by(town.FIRM).get(f"/desk/policies/lines/{own.uid}/")
    assert "20万元" in text_of(line)
    answer = seen_by(town.FIRM).get(f"/desk/policies/lines/{other.uid}/")
    assert answer.status_code in (403, 404)
    # The firm that is out by little reads of the others and of itself.
    assert "差1万元" in text_of(seen_by(town.OTHER_FIRM).get(address)).replace(" ", "")
    sent = {"firm": "QY-2", "objection": "收入数据有更新"}
    assert seen_by(town.OTHER_FIRM).post(f"{address}object/", sent).status_code == 303
    assert "收入数据有更新" not in text_of(seen_by(town.FIRM).get(address))
    assert "收入数据有更新" in text_of(seen_by(town.OFFICE).get(address))


def test_a_bank_sees_nothing_of_it(seen_by):
    address = made_public(seen_by)
    firm = Enterprise.objects.get(code="QY-1")
    bank = seen_by(town.BANKER)
    for path in ("/desk/policies/", address, f"/desk/policies/firms/{firm.uid}/"):
        assert bank.get(path).status_code in (403, 404)


def test_the_notice_holds_the_list_and_the_workbook_what_it_rests_on(seen_by):
    address = made_public(seen_by)
    office = seen_by(town.OFFICE)
    notice = docx.Document(io.BytesIO(office.get(f"{address}list.docx").content))
    words = "\n".join(each.text for each in notice.paragraphs)
    assert "公示期内如有异议，请于2026-11-18" in words
    cells = [cell.text for row in notice.tables[0].rows for cell in row.cells]
    assert "丙厂" in cells
    assert "100万元" in cells
    assert not any("营业收入" in cell for cell in cells)
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{address}list.xlsx").content))
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    by_firm = {row[1]: row for row in rows}
    assert by_firm["甲厂"][-1] == 200_000
    assert "2,000万元" in by_firm["甲厂"][5]
    assert "差1万元" in by_firm["乙厂"][6]
    assert seen_by(town.COUNTY).get(f"{address}list.xlsx").status_code in (403, 404, 422)


def test_a_firms_page_says_what_it_fits_and_what_it_lacks(seen_by):
    office = seen_by(town.OFFICE)
    fitting, lacking = (Enterprise.objects.get(code=code) for code in ("QY-1", "QY-2"))
    page = office.get(f"/desk/policies/firms/{fitting.uid}/")
    assert "20万元 符合" in text_of(page)
    page = office.get(f"/desk/policies/firms/{lacking.uid}/")
    assert "现为1,999万元，要求≥ 2,000万元" in text_of(page)
    record = office.get(f"/records/enterprise/{fitting.uid}/").content.decode()
    assert f'hx-get="/desk/policies/firms/{fitting.uid}/"' in record
    foreign = seen_by(town.FIRM).get(f"/desk/policies/firms/{lacking.uid}/")
    assert foreign.status_code in (403, 404)


def test_paying_needs_the_file_that_proves_it(seen_by, monkeypatch):
    address = made_public(seen_by)
    monkeypatch.setattr(clock, "today", lambda: town.DAY.replace(day=19))
    colleague = seen_by(town.COLLEAGUE)
    assert step(colleague, address, "decide").status_code == 303
    refused = step(colleague, address, "pay")
    assert "DSK-334" in text_of(refused)
    proof = SimpleUploadedFile("回单.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    answer = step(colleague, address, "pay", document=proof)
    assert answer.status_code == 303, text_of(answer)
    assert RewardList.objects.get().paid_on == town.DAY.replace(day=19)
    line = RewardLine.objects.get(enterprise="QY-3")
    back = {"amount": "4", "reason": "申报不实"}
    there = f"/desk/policies/lines/{line.uid}/"
    assert colleague.post(there, {**back, "amount": "四"}).status_code == 422
    assert colleague.post(there, back).status_code == 303
    assert "4万元 · 申报不实" in text_of(colleague.get(there))
    assert PolicyClause.objects.count() == 1
