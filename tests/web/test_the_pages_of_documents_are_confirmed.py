"""核实: offices confirm the figures of a draft, in the program or on a sheet that is scanned."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of
from tests.web.test_the_pages_of_documents_in_the_making import draft, saved
from tests.web.town import STARTED

from chainchief.briefing.models import FinalFile
from chainchief.briefing.text.wording_rules import SHIPPED

__all__ = ["draft"]
OFFICE, OURS = "通信管理办公室", "台账计算"
N = len(STARTED)


@pytest.fixture
def page(draft):
    """The address of the page of confirmations."""
    return f"{draft}verification/"


def test_each_office_has_its_figures_and_somebody_confirms_in_their_own_name(reader, draft, page):
    text = text_of(reader.get(page))
    assert f"{OFFICE} 已核实0/1" in text
    assert f"新开工标志性产业链项目 {N}个 总体看，今年以来开工{N}个，势头良好。 —" in text
    sign_in(reader, "chain-office", "链办 李强")
    assert reader.post(page, {"office": OURS, "act": "here"}).status_code == 303
    text = text_of(reader.get(page))
    assert f"{OURS} 已核实1/1" in text
    assert "链办 李强" in text
    assert "已核实1/2" in text_of(reader.get(draft))
    assert saved(reader, draft, f"只改文字，开工⟦1|{N}个⟧。").status_code == 303
    assert f"{OURS} 已核实1/1" in text_of(reader.get(page))


def test_a_sheet_on_paper_is_entered_with_its_scan(reader, page):
    told = {"office": OFFICE, "act": "on-paper", "by": "王科长", "on": "2023-11-30"}
    refused = reader.post(page, told)
    assert (refused.status_code, "BRF-166" in text_of(refused)) == (422, True)
    scan = SimpleUploadedFile("核实单.pdf", b"%PDF-1.4 signed")
    assert reader.post(page, {**told, "scan": scan}).status_code == 303
    html = reader.get(page).content.decode()
    assert "王科长 2023-11-30 · 纸质" in html
    (address,) = re.findall(r'href="([^"]+/scans/[^"]+)"', html)
    assert reader.get(address).content == b"%PDF-1.4 signed"
    assert reader.get(address.replace("scans/", "scans/0")).status_code == 404


def test_the_sheet_has_a_page_to_sign_for_each_office(reader, page):
    content = reader.get(page.replace("verification/", "verification.docx")).content
    document = Document(io.BytesIO(content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert text.count("核实人（签字、盖章）") == len(document.tables) == 2
    assert OFFICE in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert f"{N}个" in cells


def test_where_the_rules_refuse_it_no_unconfirmed_draft_is_signed(reader, draft, page, in_town):
    rules = SHIPPED.read_text(encoding="utf-8") + "\nunconfirmed: refuse\n"
    (in_town / "presets" / "writing.yaml").write_text(rules, encoding="utf-8")
    refused = reader.post(f"{draft}sign/")
    assert (refused.status_code, "BRF-165" in text_of(refused)) == (422, True)
    for office in (OURS, OFFICE):
        reader.post(page, {"office": office, "act": "here"})
    assert reader.post(f"{draft}sign/").status_code == 303
    assert FinalFile.objects.count() == 1
