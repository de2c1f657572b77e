"""A whole month by clicks: opened, answered, returned, mended, approved, closed, revised."""

import datetime as dt
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from tests.dispatch.parties import BANK, LOANS, NUMBERS, STATISTICIANS
from tests.dispatch.workbooks import column_of, table
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.fixtures.viewers import office
from tests.web.conftest import OFFICE, SOUTHERNER
from tests.web.town import CITY, RIVER, ZONE

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import HeldRole
from chainchief.core.spans import Month
from chainchief.dispatch.answers.opening import open_to_all
from chainchief.dispatch.collections.making import Wish, make
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable
from chainchief.dispatch.collections.respondents import Respondent
from chainchief.ledger import changelog
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer
from chainchief.ledger.kinds.organisation.models import Organisation

pytestmark = pytest.mark.browser

SECOND, RIVERMAN, COLLEAGUE = "市链办 刘强", "临河县 马涛", "临河县 孔敏"
TASK_FORCE, STATISTICIAN, BANKER = "生物专班 何静", "市统计局 吴强", "演示银行 赵敏"
MONTH, DUE = Month(2023, 12), dt.date(2999, 1, 8)
OFFER = f"NEED-1/{BANK}/2023-12-05"
#: Where pictures of every step are kept, if somebody wants to look at them.
PICTURES = os.environ.get("CHAINCHIEF_PICTURES", "")
SLIPPED = "PRJ-021/2023-12/0"


@pytest.fixture
def address(town_home, tmp_path, django_db_blocker, monkeypatch):
    """The town with its people, what the bank and the office of statistics know, and a template."""
    home = tmp_path / "served"
    shutil.copytree(town_home, home)
    (home / "demo").unlink()  # a demo city stands at its last day
    (home / "presets" / "templates").mkdir(parents=True, exist_ok=True)
    text = Document()
    text.add_paragraph('完成投资{{ fig("IND-PRJ-INVESTED") }}。')
    text.save(home / "presets" / "templates" / "monthly-note.docx")
    monkeypatch.setenv("CHAINCHIEF_HOME", str(home))
    with django_db_blocker.unblock(), pointed_at(_sqlite(home)):
        for name, held in (
            (SECOND, HeldRole("chain-office")),
            (RIVERMAN, HeldRole("county", division=RIVER)),
            (COLLEAGUE, HeldRole("county", division=RIVER)),
            (TASK_FORCE, HeldRole("task-force", chain="BIO")),
            (STATISTICIAN, HeldRole("figure-provider", organisation=STATISTICIANS)),
            (BANKER, HeldRole("bank", organisation=BANK)),
        ):
            make_account(name, held, password=PASSWORD)
        _others()
    with serving(home) as at:
        yield at


def _others():
    """A loan, an office, and the collections that others are asked in."""
    with changelog.acting("clerk", "others"):
        for code, name, category in (
            (BANK, "演示银行", "bank"),
            (STATISTICIANS, "市统计局", "department"),
        ):
            Organisation.objects.create(code=code, name=name, category=category)
        FinancingNeed.objects.create(
            code="NEED-1",
            name="流动资金",
            enterprise_id="QY-0",
            purpose="working",
            amount=500_000_000,
            raised_on="2023-12-01",
            consent_on="2023-12-02",
        )
        FinancingOffer.objects.create(
            code=OFFER,
            need_id="NEED-1",
            bank_id=BANK,
            offered_on="2023-12-05",
            amount=400_000_000,
        )
    totals = QuestionnaireTable("project", ("total_investment",), where={"division": ZONE})
    for name, asked, dimension, code in (
        ("专班补充", totals, Dimension.CHAIN, "BIO"),
        ("供数", NUMBERS, Dimension.ORGANISATION, STATISTICIANS),
        ("贷款", LOANS, Dimension.ORGANISATION, BANK),
    ):
        wish = Wish(name, MONTH, DUE, (asked,), (Respondent(dimension, code),))
        open_to_all(make(wish, viewer=office()), viewer=office())


class Desk:
    """One person's browser: every page is watched, and pictured where pictures are wanted."""

    number = 0

    def __init__(self, page, address, name):
        page.context.add_cookies(cookies_of(address, name))
        page.set_default_timeout(60_000)
        self.page, self.address, self.name = page, address, name

    def look(self, step):
        """The text of the page; 422 is an answer that some steps expect."""
        Desk.number += 1
        if PICTURES:
            file = Path(PICTURES) / f"{Desk.number:02}-{step}.png"
            self.page.screenshot(path=str(file), full_page=True)
        return self.page.inner_text("main")

    def go(self, path):
        self.page.goto(self.address + path)

    def answer(self, collection):
        """To the one answer of that collection that this person sees, by the board."""
        self.go(f"/dispatch/?month={MONTH}")
        head = self.page.locator("table.board thead th")
        names = [text.split("\n")[0] for text in head.all_inner_texts()]
        at = next(n for n, name in enumerate(names) if name.startswith(collection))
        self.page.locator(f"table.board tbody tr > :nth-child({at + 1}) a").first.click()
        self.page.wait_for_load_state()

    def press(self, words):
        self.page.click(f"button:text-is('{words}')")
        self.page.wait_for_load_state()

    def fill(self, **cells):
        for name, value in cells.items():
            self.page.fill(f"input[name='{name}']", str(value))

    def fill_column(self, column, values):
        """Every open cell of a column, one after the other."""
        fields = self.page.locator(f"input[name^='c|0|'][name$='|{column}']")
        for n in range(fields.count()):
            fields.nth(n).fill(str(values(n)))

    @contextmanager
    def refused(self):
        """Within this the page is expected to come back with faults."""
        before = len(self.page.watch.complaints)
        yield
        told = self.page.watch.complaints[before:]
        assert all("422" in each for each in told)
        del self.page.watch.complaints[before:]

    def submit(self, collection):
        """Check and submit every answer of the collection that waits for a second person."""
        self.go(f"/dispatch/?month={MONTH}")
        self.page.locator("table.board thead a", has_text=collection).click()
        self.page.wait_for_load_state()
        self.look("collection")
        for address in self.addresses("table.list a:text-is('待本单位审核')"):
            self.go(address)
            self.press("审核无误，上报")

    def addresses(self, selector):
        return [link.get_attribute("href") for link in self.page.locator(selector).all()]

    def return_south(self):
        """Where 元 was taken for 万元 stands first; it goes back with a reason for its cell."""
        self.go(f"/dispatch/?month={MONTH}")
        row = self.page.locator("table.board tbody tr", has_text="南城区")
        row.locator("a:text-is('已上报')").first.click()
        self.page.wait_for_load_state()
        first = self.page.locator("table.review tbody tr").first
        assert "PRJ-021" in first.inner_text()
        assert "一万倍" in first.inner_text()
        first.locator("input").fill("像是以元填报")
        self.page.fill("input[name=reason]", "请核对一处")
        self.look("looked-over")
        self.press("退回")

    def approve_all(self):
        """Each submitted answer on its page; the zone's is waived, for a reason."""
        self.go(f"/dispatch/?month={MONTH}")
        self.look("before-approval")
        for address in self.addresses("table.board tbody a:text-is('已上报')"):
            self.go(address)
            self.press("批准：写入台账并锁定")
        self.page.locator("table.board tbody tr", has_text="天渠新区").locator("a").first.click()
        form = self.page.locator("form", has=self.page.locator("button[value=waive]"))
        form.locator("input[name=reason]").fill("新区迟报")
        form.locator("button").click()
        self.page.wait_for_load_state()
        self.go(f"/dispatch/?month={MONTH}")
        assert "未办结" not in self.look("all-approved")

    def look_what_moves(self):
        self.go(f"/dispatch/?month={MONTH}")
        assert "迟报" in self.look("late-queue")
        self.page.click("text=会改变的已发布数字")
        self.page.wait_for_load_state()
        assert "完成投资" in self.look("moves")

    def find_the_release_flagged(self):
        self.go("/issued/")
        self.page.click("main >> text=月报.docx")
        self.page.wait_for_load_state()
        assert "迟报" in self.look("release-flagged")


@pytest.fixture
def people(address, open_page):
    cast = (OFFICE, SECOND, SOUTHERNER, RIVERMAN, COLLEAGUE, TASK_FORCE, STATISTICIAN, BANKER)
    desks = {name: Desk(open_page(), address, name) for name in cast}
    yield desks
    for desk in desks.values():
        desk.page.watch.assert_clean()


def handed_out(desk, folder):
    with desk.page.expect_download() as waiting:
        desk.page.click("text=下载填报表")
    path = folder / "南城区.xlsx"
    waiting.value.save_as(path)
    return path


def with_eleven_faults(path):
    """The workbook filled in with mistakes, each of another kind."""
    book = load_workbook(path)
    sheet = table(book)
    own, funds = column_of(sheet, "本年完成投资"), column_of(sheet, "到位资金")
    progress = column_of(sheet, "形象进度")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, own).value, sheet.cell(row, funds).value = 30_000 + row, 20_000 + row
    wrong = {
        (2, own): "很多",
        (3, own): -5,
        (4, own): "#REF!",
        (5, 2): "PRJ-001",
        (6, own): 10**15,
        (7, own): "1亿2",
        (8, own): dt.date(2023, 12, 1),
        (9, funds): 0.0000001,
        (10, funds): "=1/0",
        (11, progress): "长" * 5_000,
        (12, 1): sheet.cell(13, 1).value,
        (12, 2): sheet.cell(13, 2).value,
    }
    for (row, column), value in wrong.items():
        sheet.cell(row, column).value = value
    sent = path.with_name("有误.xlsx")
    book.save(sent)
    return sent


def mended(path):
    book = load_workbook(path)
    sheet = table(book)
    own, funds = column_of(sheet, "本年完成投资"), column_of(sheet, "到位资金")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, own).value, sheet.cell(row, funds).value = 30_000 + row, 20_000 + row
        if str(sheet.cell(row, 2).value).startswith("PRJ-021"):
            # 元 for 万元, 6300 the month before: no rule forbids it, the bureau sees it.
            sheet.cell(row, own).value = 63_000_000
    sent = path.with_name("南城区修改.xlsx")
    book.save(sent)
    return sent


def test_a_month_from_its_opening_to_a_revised_figure(people, tmp_path):
    chief, second, south = people[OFFICE], people[SECOND], people[SOUTHERNER]
    open_the_month(chief)
    south_answers_by_workbook(south, tmp_path)
    river_answers_by_two_at_once(people[RIVERMAN], people[COLLEAGUE])
    others_answer(people)
    for collection in ("产业链项目", "专班补充", "供数", "贷款"):
        second.submit(collection)
    chief.return_south()
    south_mends(south)
    second.submit("产业链项目")
    chief.approve_all()
    close_by_two(chief, second, "按时")
    issue_the_note(chief, second, tmp_path)
    zone_answers_late(south, second)
    chief.look_what_moves()
    revise(chief, second)
    chief.find_the_release_flagged()


def open_the_month(chief):
    chief.go(f"/dispatch/?month={MONTH}")
    assert "产业链项目月调度" in chief.look("board-before")
    chief.page.click("button[value=projects]")
    chief.page.wait_for_url("**/collections/**")
    assert "COL-025" in chief.look("prepared")
    chief.page.fill("input[name=due_on]", str(DUE))
    chief.press("保存")
    chief.look("looked-through")
    chief.press("下发")
    assert "未打开" in chief.look("opened")


def south_answers_by_workbook(south, folder):
    south.answer("产业链项目")
    book = handed_out(south, folder)
    south.page.set_input_files("input[name=file]", with_eleven_faults(book))
    with south.refused():
        south.press("上传并检查")
    told = south.page.locator("section.refusal li").all_inner_texts()
    south.look("eleven-faults")
    assert len({fault[fault.rindex("[") :] for fault in told}) >= 8, told
    assert len(told) >= 11, told
    south.page.set_input_files("input[name=file]", mended(book))
    south.press("上传并检查")
    assert "采用" in south.look("taken")
    south.press("送审")
    assert "待本单位审核" in south.look("handed-over")


def river_answers_by_two_at_once(first, colleague):
    for desk in (first, colleague):
        desk.answer("产业链项目")
        desk.page.click("a:text-is('在线填报')")
        desk.page.wait_for_load_state()
    first.fill_column("invested", lambda n: 40_000 + 7 * n)
    first.press("保存并返回")
    colleague.fill_column("funds_reported", lambda n: 21_000 + 7 * n)
    colleague.look("grid-of-two")
    colleague.press("保存并返回")
    assert "未填的数" not in colleague.look("both-kept")
    colleague.press("送审")


def others_answer(people):
    force = people[TASK_FORCE]
    force.answer("专班补充")
    force.page.click("a:text-is('在线填报')")
    force.fill_column("total_investment", lambda n: 90_000 + 11 * n)
    force.look("task-force")
    force.press("保存并返回")
    force.press("送审")
    statistician = people[STATISTICIAN]
    statistician.answer("供数")
    statistician.page.click("a:text-is('在线填报')")
    values = {
        "item": "5g-stations",
        "name": "5G基站",
        "division": CITY,
        "quantity": 11_200,
        "unit": "个",
        "office": "市统计局",
        "provider": STATISTICIANS,
    }
    for name, value in values.items():
        field = statistician.page.locator(f"[name='c|0|new0|{name}']")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))
    statistician.look("furnished")
    statistician.press("保存并返回")
    statistician.press("送审")
    banker = people[BANKER]
    # A bank has no business with the board of the units: it comes by its notice.
    banker.go("/notices/")
    banker.look("notices")
    banker.page.locator("main a[href*='/dispatch/requests/']").first.click()
    banker.page.wait_for_load_state()
    banker.page.click("a:text-is('在线填报')")
    banker.fill_column("concluded_amount", lambda _n: 300)
    banker.press("保存并返回")
    banker.look("bank")
    banker.press("送审")


def south_mends(south):
    south.answer("产业链项目")
    assert "像是以元填报" in south.look("returned")
    south.page.click("a:text-is('在线填报')")
    assert "像是以元填报" in south.look("returned-in-the-grid")
    south.page.fill(f"input[name='c|0|{SLIPPED}|invested']", "9000")
    south.press("保存并返回")
    assert "已修改" in south.look("mended")
    south.press("送审")


def close_by_two(first, second, reason):
    for desk, words in ((first, "提请关账"), (second, "关账")):
        desk.go(f"/months/{MONTH}/")
        form = desk.page.locator("form", has=desk.page.locator(f"button:text-is('{words}')"))
        form.locator("input[name=reason]").fill(reason)
        form.locator("input[name=typed]").fill(str(MONTH))
        form.locator(f"button:text-is('{words}')").click()
        desk.page.wait_for_load_state()
        desk.look(words)
    assert "本月已关账" in second.page.inner_text("main")


def issue_the_note(first, second, folder):
    first.go(f"/release/monthly-note/?month={MONTH}")
    first.look("note")
    with first.page.expect_download() as waiting:
        first.page.click("a[download]")
    final = folder / "月报.docx"
    waiting.value.save_as(final)
    first.go("/issue/")
    first.page.select_option("select[name=month]", str(MONTH))
    first.page.set_input_files("input[name=file]", final)
    first.page.click("button[value=sign]")
    first.page.wait_for_url("**/issue/*-*/")
    second.page.goto(first.page.url)
    second.page.click("button[value=issue]")
    second.page.wait_for_url("**/issued/**")
    assert "完成投资" in second.look("issued")


def zone_answers_late(south, second):
    """The zone's answer was waived; the district it lies in answers for it."""
    south.go(f"/dispatch/?month={MONTH}")
    row = south.page.locator("table.board tbody tr", has_text="天渠新区")
    row.locator("a").first.click()
    south.page.click("a:text-is('在线填报')")
    south.fill_column("invested", lambda n: 500_000 + 7 * n)
    south.fill_column("funds_reported", lambda n: 23_000 + 7 * n)
    south.press("保存并返回")
    south.press("送审")
    second.page.goto(south.page.url)
    second.press("审核无误，上报")
    second.look("late")


def revise(first, second):
    first.go(f"/months/{MONTH}/")
    form = first.page.locator("form", has=first.page.locator("button:text-is('重开本月')"))
    form.locator("input[name=reason]").fill("新区补报")
    form.locator("input[name=typed]").fill(str(MONTH))
    form.locator("button").click()
    first.page.wait_for_load_state()
    first.go(f"/dispatch/?month={MONTH}")
    first.page.locator("table.board tbody a:text-is('已上报')").first.click()
    first.press("批准：写入台账并锁定")
    close_by_two(first, second, "补报后")
    assert "第2版" in second.page.inner_text("main")
