"""A city with columns and units of its own, at the command line: file, figures, release, issue."""

import io
import json

import docx
import pytest
from tests.briefing.papers import template_of
from tests.fixtures.viewers import office
from tests.indicators.conftest import city_with_places
from tests.indicators.custom_fields.own_city import declare
from tests.indicators.definitions import entry

from chainchief.cli.main import run
from chainchief.core.home import home
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close

FIELDS = """source: 市链办
version: 1
valid_from: 2023-01-01
kinds:
  project:
    - {name: x_roof, type: amount, unit: 万只箱, zh: 年设计产能, en: capacity a year}
    - {name: x_kind, type: choice, zh: 类别, en: sort, choices: {g: {zh: 绿色}, s: {zh: 智能}}}
    - {name: x_power, type: amount, unit: MW, zh: 装机容量, en: power}
"""
ENTRIES = (
    entry(
        "IND-OWN-CAPACITY",
        "stock",
        "万只箱",
        "places: 1",
        "source: project",
        "where: {x_kind: g}",
        "measure: {sum: x_roof}",
        "dimensions: [division, chain]",
    ),
    entry(
        "IND-OWN-POWER",
        "stock",
        "MW",
        "places: 1",
        "source: project",
        "measure: {sum: x_power}",
        "dimensions: [division, chain]",
    ),
)
UNITS = "  - {code: 只箱, dimension: count, steps: 1, base: 只箱}\n" + (
    "  - {code: 万只箱, dimension: count, steps: 10000, base: 只箱}\n"
)
HEADS = "编号,名称,落地单位,年设计产能(万只箱),类别,装机容量(MW)\n"
ROWS = "N1,甲,371402,12.5,绿色,3.5\nN2,乙,371422,7,智能,1\nN3,丙,371422,0.5,绿色,\n"


@pytest.fixture
def town(ledger, capsys):
    """The city with its fields and units; runs a command: exit status, output, errors."""
    city_with_places()
    from chainchief.core.units import presets

    shipped = (presets.SHIPPED / presets.FILE).read_text(encoding="utf-8")
    declare(FIELDS, ENTRIES)
    (home().path / "presets" / "units.yaml").write_text(shipped + UNITS, encoding="utf-8")

    def told(*arguments):
        capsys.readouterr()
        status = run(list(arguments))
        out, err = capsys.readouterr()
        return status, out, err

    return told


def test_a_file_becomes_figures_a_release_and_an_issued_document(town, tmp_path):
    table = tmp_path / "projects.csv"
    table.write_text(HEADS + ROWS, encoding="utf-8")
    assert town("import", "project", str(table), "--actor", "王主任")[0] == 0

    status, out, err = town("figure", "IND-OWN-CAPACITY", "2023-11", "--receipt", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["display"] == "13.0万只箱"
    assert {line["label"] for line in told["receipt"]} == {"甲", "丙"}

    close(Month(2023, 11), viewer=office("王主任"), reason="月度关账")
    template = tmp_path / "t.docx"
    text = '全市{{ fig("IND-OWN-POWER") }}，宁津{{ fig("IND-OWN-CAPACITY", division="371422") }}。'
    template.write_bytes(template_of(text).content)
    paper = tmp_path / "定稿.docx"
    assert town("brief", str(template), "2023-11", "-o", str(paper))[0] == 0
    written = docx.Document(io.BytesIO(paper.read_bytes())).element.xpath("string(//w:body)")
    assert written.strip().startswith("全市4.5MW，宁津0.5万只箱。")
    status, _out, err = town("issue", str(paper), "2023-11", "--actor", "王主任")
    assert (status, err) == (0, "")


def test_a_wrong_cell_of_an_own_column_goes_back_by_its_place(town, tmp_path):
    table = tmp_path / "projects.csv"
    table.write_text(HEADS + "N1,甲,371402,十二,绿,3.5\n", encoding="utf-8")
    status, _out, err = town("import", "project", str(table), "--actor", "王主任")
    assert status == 1
    assert "年设计产能" in err
    assert "绿色、智能" in err
