"""A row of nothing but spaces is told for what it is, and left out."""

import pytest
from tests.netio.files import FIRMS, LINKS

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import speaking
from chainchief.netio.files.reading import read_network

BLANK = "NET-008"


@pytest.mark.parametrize("row", ["  ", "\t", ",,", " , ,", '"","",', "\u3000\u3000", "\u00a0"])
def test_a_row_of_blanks_is_left_out_and_said(files, row):
    reading = read_network(files.write(links=f"{LINKS}{row}\n").firms, files.links)
    (warning,) = reading.warnings
    assert (warning.code, warning.place.line) == (BLANK, 5)
    assert reading.network.out_amount.tolist() == [60, 40, 10]
    with speaking("en"):
        assert warning.text == (
            "links.csv line 5, 1 row holds nothing but spaces, in this line; they were "
            "left out.[NET-008]"
        )


def test_faults_below_it_keep_their_lines(files):
    files.write(links="  \r\n" + LINKS.replace("\n", "\r\n") + " ,,\r\n002,009,3\r\n")
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, files.links)
    assert [(f.code, f.place.line) for f in refused.value.faults] == [("NET-011", 7)]


def test_a_file_of_spaces_alone_holds_no_rows(files):
    with pytest.raises(FaultsError) as refused:
        read_network(files.write(firms="  \n \n").firms, files.links)
    assert "NET-002" in [fault.code for fault in refused.value.faults]


def test_a_blank_line_within_quotes_is_part_of_its_cell(files):
    files.write(firms=FIRMS.replace("钢铁", '"钢\n  \n铁"'))
    reading = read_network(files.firms, files.links)
    assert reading.warnings == ()
    assert reading.firms.industry_names[0] == "钢\n  \n铁"


def test_line_breaks_that_only_some_programs_know_do_not_shift_lines(files):
    files.write(links="supplier,buyer,amount,note\n001,002,5,a\u2028b\n001,003,4\n001,004,3,x\n")
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, files.links)
    assert [(f.code, f.place.line) for f in refused.value.faults] == [
        ("NET-005", 3),
        ("NET-011", 4),
    ]
