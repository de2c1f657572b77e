"""One broken file per kind of fault: it is refused for exactly that, with line and remedy."""

import pytest
from tests.netio.files import CLASSES, DEMAND, FIRMS, LINKS, SHOCK

from chainchief.core import faults as core_faults
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import speaking
from chainchief.netio import faults as kinds
from chainchief.netio.files.extra_inputs import (
    check_spending,
    read_classes,
    read_demand,
    read_shock,
)
from chainchief.netio.files.findings import Findings
from chainchief.netio.files.reading import read_network

#: (what is broken, its text, code, line, column, value found)
FAULTY = [
    ("firms", b"\xff\xfe\x81", "NET-001", None, "", None),
    ("firms", "", "NET-002", None, "", None),
    ("firms", "id,industry\n", "NET-002", None, "", None),
    ("firms", FIRMS.replace("industry", "industri"), "NET-003", 1, "", None),
    ("firms", FIRMS.replace("id,industry", "id,industry,id").replace("车\n", "车,\n").replace(
        "铁\n", "铁,\n"), "NET-004", 1, "", None),
    ("links", LINKS + "002,001\n", "NET-005", 5, "", None),
    ("links", LINKS + "002,001,1,2,3\n", "NET-005", 5, "", None),
    ("links", LINKS.replace(",", ";"), "NET-006", 1, "", None),
    ("firms", FIRMS.replace(",", "，"), "NET-006", 1, "", None),
    ("firms", FIRMS + ",汽车\n", "NET-010", 5, "id", ""),
    ("firms", FIRMS + "004,\n", "NET-010", 5, "industry", ""),
    ("links", LINKS + "003,,7\n", "NET-010", 5, "buyer", ""),
    ("links", LINKS + "003,002,\n", "NET-010", 5, "amount", ""),
    ("links", LINKS + "1,002,7\n", "NET-011", 5, "supplier", "1"),
    ("firms", FIRMS + "002,钢铁\n", "NET-012", 5, "id", "002"),
    ("links", LINKS + '002,001,"1,000"\n', "NET-013", 5, "amount", "1,000"),
    ("links", LINKS + "002,001,6亿\n", "NET-013", 5, "amount", "6亿"),
    ("links", LINKS + "002,001,nan\n", "NET-025", 5, "amount", "nan"),
    ("links", LINKS + "002,001,inf\n", "NET-024", 5, "amount", "inf"),
    ("links", LINKS + "002,001,1e999\n", "NET-026", 5, "amount", "1e999"),
    ("links", LINKS + "002,001,1e308\n", "NET-026", 5, "amount", "1e308"),
    ("links", LINKS + "002,001,1e-320\n", "NET-027", 5, "amount", "1e-320"),
    ("links", LINKS + "002,001,-3\n", "NET-014", 5, "amount", "-3"),
    ("links", "supplier,buyer,amount,confidence\n001,002,3,30\n", "NET-015", 2, "confidence", "30"),
    ("firms", "id,industry,local\n001,a,maybe\n002,a,1\n003,b,0\n", "NET-016", 2, "local", "maybe"),
    ("links", "supplier,buyer,amount,year\n001,002,3,2023.5\n", "NET-017", 2, "year", "2023.5"),
    ("links", LINKS + "002,002,3\n", "NET-018", 5, "buyer", "002"),
    ("classes", CLASSES + "汽车,钢铁,3\n", "NET-020", 4, "class", "3"),
    ("classes", CLASSES + "钢铁,汽车,1\n", "NET-021", 4, "class", "1"),
    ("shock", SHOCK + "001,3,0.2\n", "NET-021", 4, "share", "0.2"),
    ("shock", SHOCK + "9,3,0.2\n", "NET-011", 4, "id", "9"),
    ("shock", SHOCK + "002,1,1.2\n", "NET-015", 4, "share", "1.2"),
    ("shock", SHOCK + "002,-1,0.2\n", "NET-017", 4, "day", "-1"),
    ("demand", DEMAND + "004,1\n", "NET-011", 5, "id", "004"),
    ("demand", DEMAND.replace("80", "-80"), "NET-014", 3, "amount", "-80"),
    ("demand", DEMAND.replace("80", ""), "NET-010", 3, "amount", ""),
]  # fmt: skip


def read_all(files):
    """Read every file as the commands do; raises FaultsError with all that is wrong."""
    reading = read_network(files.firms, files.links, refuse=False)
    noted = reading.findings
    demand = read_demand(files.demand, reading.firms, noted)
    read_shock(files.shock, reading.firms, 10, noted)
    read_classes(files.classes, reading.firms, 2, noted)
    check_spending(reading.firms, reading.links, demand, "demand.csv", noted)
    noted.refuse_if_any()
    return reading


@pytest.mark.parametrize(("name", "text", "code", "line", "column", "value"), FAULTY)
def test_a_broken_file_is_refused_for_exactly_what_is_broken(
    files, name, text, code, line, column, value
):
    files.write(**{name: text})
    with pytest.raises(FaultsError) as refused:
        read_all(files)
    (fault,) = refused.value.faults
    assert (fault.code, fault.place.line, fault.place.column) == (code, line, column)
    assert fault.value == value
    assert fault.place.file == f"{name}.csv"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("name", "text", "code", "line", "column", "value"), FAULTY)
def test_each_fault_is_told_in_both_languages(
    files, name, text, code, line, column, value, language
):
    files.write(**{name: text})
    with speaking(language), pytest.raises(FaultsError) as refused:
        read_all(files)
    with speaking(language):
        text = refused.value.faults[0].text
    assert text.endswith(f"[{code}]")
    assert "{" not in text
    assert ("这" in text or "此" in text or "请" in text) == (language == "zh-hans")


def test_the_sound_files_trip_nothing(files):
    reading = read_all(files)
    assert reading.warnings == ()
    assert reading.network.n_firms == 3
    assert reading.network.out_amount.tolist() == [60, 40, 10]


#: (what is changed, its text, code)
WARNED = [
    ("firms", "id,industry,revenue\n001,钢铁,99.9\n002,汽车,\n003,汽车,\n", "NET-019"),
    ("links", LINKS + "001,002,5\n", "NET-050"),
    ("links", LINKS + "002,001,0\n", "NET-051"),
    ("links", LINKS + "  \n", "NET-008"),
    ("links", "supplier,buyer,amount,year\n001,002,3,2022\n001,002,4,2023\n", "NET-052"),
    ("firms", "id,industry,costs\n001,钢铁,\n002,汽车,59\n003,汽车,50\n", "NET-054"),
    ("classes", CLASSES + "煤炭,钢铁,1\n", "NET-055"),
    ("demand", "id,amount\n002,80\n003,90\n", "NET-056"),
    ("demand", DEMAND + "002,80\n", "NET-059"),
    ("shock", SHOCK + "002,10,0.1\n", "NET-057"),
    ("demand", DEMAND.replace("90", "49"), "NET-058"),
]


@pytest.mark.parametrize(("name", "text", "code"), WARNED)
def test_what_is_odd_but_usable_is_warned_of_and_read(files, name, text, code):
    files.write(**{name: text})
    reading = read_all(files)
    assert [warning.code for warning in reading.warnings] == [code]
    with speaking("en"):
        assert "{" not in reading.warnings[0].text


def test_a_revenue_below_recorded_sales_is_told_with_its_line_and_raised_to_them(files):
    files.write(firms="id,industry,revenue\n001,钢铁,500\n002,汽车,3.5\n003,汽车,\n")
    reading = read_all(files)
    (warning,) = reading.warnings
    assert (warning.place.line, warning.place.column, warning.value) == (3, "revenue", "3.5")
    with speaking("en"):
        assert "1 firm has a revenue below its recorded sales (in this line 10)" in warning.text
    # 002 sells 10 to 001; 003 sells nothing and has given no revenue.
    assert reading.network.revenue.tolist() == [500, 10, 0]
    assert reading.network.revenue_missing == 1


def test_own_use_is_a_fault_for_a_cascade_and_a_warning_for_pull_through(files):
    files.write(links=LINKS + "002,002,3\n")
    reading = read_network(files.firms, files.links, own_use=True)
    assert [warning.code for warning in reading.warnings] == ["NET-053"]
    assert reading.links.own_use.tolist() == [0, 3, 0]
    with pytest.raises(FaultsError):
        read_network(files.firms, files.links)


def test_every_kind_of_fault_is_tripped_by_one_of_these_files():
    declared = {code for code in core_faults.catalogue() if code.startswith("NET-")}
    tripped = {row[2] for row in FAULTY} | {row[2] for row in WARNED}
    elsewhere = {
        kinds.NOT_ONE_VALUE.code,  # test_reading_networks
        kinds.NO_SUCH_YEAR.code,
        kinds.MORE.code,  # test_many_faults_at_once
        kinds.OWN_USE.code,  # above
        kinds.NOT_A_RUN.code,  # test_an_interrupted_run_resumes
        kinds.OTHER_RUN.code,
        kinds.ACTIVITY_SUMMED.code,  # test_command_complexity
    }
    assert declared == tripped | elsewhere


def test_the_documentation_names_every_code():
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "network.md").read_text(encoding="utf-8")
    missing = [c for c in core_faults.catalogue() if c.startswith("NET-") and c not in text]
    assert missing == []


def test_findings_without_a_fault_refuse_nothing():
    Findings().refuse_if_any()
