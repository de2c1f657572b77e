"""All faults of both files in one answer; equal ones grouped; long lists ended, not dropped."""

import pytest
from tests.netio.files import FIRMS, LINKS

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import speaking
from chainchief.netio.files.findings import LISTED
from chainchief.netio.files.reading import read_network


def refusal(files):
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, files.links)
    return refused.value.faults


def test_faults_of_both_files_come_together(files):
    files.write(
        firms="id,industry,revenue\n001,a,x\n002,,1e9\n003,b,-1\n",
        links=LINKS + "002,002,1\n9,001,abc\n002,001,-5\n",
    )
    found = {(f.place.file, f.place.line, f.code) for f in refusal(files)}
    assert found == {
        ("firms.csv", 2, "NET-013"),
        ("firms.csv", 3, "NET-010"),
        ("firms.csv", 4, "NET-014"),
        ("links.csv", 5, "NET-018"),
        ("links.csv", 6, "NET-011"),
        ("links.csv", 6, "NET-013"),
        ("links.csv", 7, "NET-014"),
    }


def test_equal_faults_are_one_line_that_names_the_others(files):
    files.write(links=LINKS + "".join(f"0O1,002,{k}\n" for k in range(9)))
    (fault,) = refusal(files)
    assert fault.place.line == 5
    with speaking("en"):
        assert "did you mean “001”?" in fault.text
        assert "(also in line 6, 7, 8, 9, 10 and 3 more)" in fault.text
    assert "还有第6、7、8、9、10行等，另有3行" in fault.text


def test_a_long_list_ends_with_how_many_more_there_are(files):
    many = "".join(f"X{k},002,1\n" for k in range(LISTED + 7))
    files.write(links=LINKS + many)
    *listed, more = refusal(files)
    assert len(listed) == LISTED
    assert more.code == "NET-022"
    assert more.facts["count"] == 7


def test_many_revenues_below_sales_are_one_warning_that_counts_them(files):
    firms = "id,industry,revenue\n" + "".join(f"{k},a,1\n" for k in range(55)) + "z,b,\n"
    links = "supplier,buyer,amount\n" + "".join(f"{k},z,2\n" for k in range(55))
    files.write(firms=firms, links=links)
    (warning,) = read_network(files.firms, files.links).warnings
    assert (warning.code, warning.place.line, warning.facts["count"]) == ("NET-019", 2, 55)


def test_lines_are_right_after_line_breaks_in_cells_empty_lines_and_ragged_rows(files):
    text = (
        'supplier,buyer,amount,note\n001,002,60,"two\nlines"\n\n'
        '001,003,x,ok\n001,003\n001,003,1,"a\nb\nc",surplus\n002,003,y,ok\n'
    )
    files.write(links=text)
    found = [(f.code, f.place.line) for f in refusal(files)]
    assert found == [("NET-005", 6), ("NET-005", 7), ("NET-013", 5), ("NET-013", 10)]


def test_windows_line_ends_count_as_one(files):
    files.write(links=LINKS.replace("\n", "\r\n") + "002,001,x\r\n")
    (fault,) = refusal(files)
    assert fault.place.line == 5


def test_a_missing_column_proposes_the_near_one_whatever_its_case(files):
    files.write(firms=FIRMS.replace("industry", "Industry"))
    (fault,) = refusal(files)
    with speaking("en"):
        assert "did you mean “Industry”?" in fault.text


def test_both_files_missing_columns_are_told_together(files):
    files.write(firms="code,industry\n1,a\n", links="from,buyer,amount\n1,2,3\n")
    assert {f.place.file for f in refusal(files)} == {"firms.csv"}  # ids are needed to check links
