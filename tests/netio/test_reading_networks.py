"""What is read is what was written: ids, encodings, formats, years."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.netio.files import FIRMS, LINKS

from chainchief.core.faults import FaultsError
from chainchief.netio.files.reading import read_network


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_all_encodings_of_the_office_are_read(files, encoding):
    files.write(encoding, firms=FIRMS.replace("钢铁", "䶮钢铁"))
    reading = read_network(files.firms, files.links)
    assert reading.firms.industry_names == ["䶮钢铁", "汽车"]
    assert reading.firms.listed == ["001", "002", "003"]


def test_leading_zeros_of_ids_are_kept_and_told_apart(files):
    files.write(firms="id,industry\n1,a\n01,a\n001,b\n", links="supplier,buyer,amount\n01,001,5\n")
    network = read_network(files.firms, files.links).network
    assert network.firm_ids.tolist() == ["1", "01", "001"]
    assert network.link_between(1, 2) == 0
    assert network.index_of("001") == 2


def test_blanks_around_cells_do_not_count(files):
    files.write(links="supplier, buyer ,amount\n 001,002 , 60 \n")
    network = read_network(files.firms, files.links).network
    assert network.out_amount.tolist() == [60]


def test_columns_nobody_asked_for_and_their_order_do_not_matter(files):
    files.write(links="note,amount,,buyer,supplier\nx,60,,002,001\n")
    assert read_network(files.firms, files.links).network.out_amount.tolist() == [60]


def test_everything_known_of_firms_and_links_reaches_the_network(files):
    files.write(
        firms="id,industry,revenue,costs,division,chain,local,weight\n"
        "001,钢铁,500,200,371402,绿色化工,是,3\n002,汽车,,,,,0,4\n003,汽车,900,,371481,,1,5\n",
        links="supplier,buyer,amount,year,confidence\n001,002,60,2023,0.5\n001,003,40,2023,1\n",
    )
    reading = read_network(files.firms, files.links)
    network = reading.network
    assert network.revenue.tolist() == [500, 0, 900]
    assert network.revenue_missing == 1
    assert network.costs.tolist() == [200, 60, 40]
    assert network.local.tolist() == [True, False, True]
    assert network.division.tolist() == ["371402", "", "371481"]
    assert network.chain.tolist() == ["绿色化工", "", ""]
    assert network.confidence.tolist() == [0.5, 1]
    assert reading.firms.weight.tolist() == [3, 4, 5]
    assert reading.links.year == 2023
    assert reading.sources == ("firms.csv", "links.csv")


def test_duplicates_are_summed(files):
    files.write(links=LINKS + "001,002,5\n001,002,7\n")
    reading = read_network(files.firms, files.links)
    assert reading.network.out_amount.tolist() == [72, 40, 10]
    assert reading.warnings[0].facts == {"count": 2, "first": 5}


YEARS = "supplier,buyer,amount,year\n001,002,3,2022\n001,002,4,2023\n002,003,9,2022\n"


def test_of_several_years_the_newest_counts_unless_one_is_chosen(files):
    files.write(links=YEARS)
    newest = read_network(files.firms, files.links)
    assert newest.network.out_amount.tolist() == [4]
    assert newest.links.year == 2023
    chosen = read_network(files.firms, files.links, year=2022)
    assert chosen.network.out_amount.tolist() == [3, 9]
    assert chosen.warnings == ()


def test_amounts_per_day_are_not_compared_with_revenue_per_year(files):
    files.write(firms="id,industry,revenue\n001,a,1\n002,a,1\n003,a,1\n")
    (warning,) = read_network(files.firms, files.links).warnings
    assert warning.code == "NET-019"
    daily = read_network(files.firms, files.links, yearly=False)
    assert daily.warnings == ()
    assert daily.network.revenue_missing == 3


def test_sales_that_pass_revenue_by_rounding_alone_are_not_warned_of(files):
    files.write(firms="id,industry,revenue\n001,a,99.99999999999\n002,a,10\n003,a,\n")
    reading = read_network(files.firms, files.links)
    assert reading.warnings == ()
    assert reading.network.revenue[0] == 100


def test_numbers_may_be_written_with_exponents_signs_and_bare_points(files):
    files.write(links="supplier,buyer,amount\n001,002,+6e1\n001,003,.5\n002,003,7.\n")
    assert read_network(files.firms, files.links).network.out_amount.tolist() == [60, 0.5, 7]


@pytest.mark.parametrize("id_type", [pa.string(), pa.int64(), pa.float64(), pa.large_string()])
def test_parquet_gives_the_same_network_whatever_type_its_ids_have(tmp_path, id_type):
    def ids(*values):
        return pa.array(values).cast(id_type)

    firms = pa.table(
        {"id": ids(11, 12, 13), "industry": pa.array(["a", "b", "b"]).dictionary_encode()}
    )
    links = pa.table({"supplier": ids(11, 12), "buyer": ids(12, 13), "amount": [1.5, 2]})
    pq.write_table(firms, tmp_path / "f.parquet")
    pq.write_table(links, tmp_path / "l.parquet")
    reading = read_network(tmp_path / "f.parquet", tmp_path / "l.parquet")
    assert reading.firms.listed == ["11", "12", "13"]
    assert reading.network.out_amount.tolist() == [1.5, 2]


def test_nulls_and_negative_amounts_in_parquet_are_faults_with_their_row(tmp_path, files):
    links = pa.table(
        {
            "supplier": ["001", None, "002"],
            "buyer": ["002"] * 2 + ["003"],
            "amount": [None, 1.0, -2.0],
        }
    )
    pq.write_table(links, tmp_path / "l.parquet")
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, tmp_path / "l.parquet")
    found = {(f.code, f.place.line, f.place.column) for f in refused.value.faults}
    assert found == {("NET-010", 2, "supplier"), ("NET-010", 1, "amount"), ("NET-014", 3, "amount")}


def test_a_broken_parquet_file_is_told_as_unreadable(tmp_path, files):
    (tmp_path / "l.parquet").write_bytes(b"PAR1 and then nothing that makes sense")
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, tmp_path / "l.parquet")
    assert [f.code for f in refused.value.faults] == ["NET-001"]


def test_a_year_that_no_row_is_of_is_refused_and_those_there_are_listed(files):
    files.write(links=YEARS)
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, files.links, year=1990)
    (fault,) = refused.value.faults
    assert (fault.code, fault.facts) == ("NET-023", {"year": 1990, "years": "2022, 2023"})


def test_a_year_cannot_be_chosen_where_no_column_tells_it(files):
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, files.links, year=2023)
    assert [(f.code, f.facts["column"]) for f in refused.value.faults] == [("NET-003", "year")]


@pytest.mark.parametrize(
    "amounts", [[[1.0], [2.0, 3.0]], [{"a": 1}, {"a": 2}], [b"\xff", b"1"]], ids=str
)
def test_a_parquet_column_of_something_else_than_text_and_numbers_is_refused(
    tmp_path, files, amounts
):
    links = pa.table({"supplier": ["001", "001"], "buyer": ["002", "003"], "amount": amounts})
    pq.write_table(links, tmp_path / "l.parquet")
    with pytest.raises(FaultsError) as refused:
        read_network(files.firms, tmp_path / "l.parquet")
    (fault,) = refused.value.faults
    assert (fault.code, fault.facts["column"]) == ("NET-007", "amount")


def test_a_parquet_column_that_nobody_needs_may_hold_lists(tmp_path, files):
    links = pa.table({"supplier": ["001"], "buyer": ["002"], "amount": [2.5], "note": [[1, 2]]})
    pq.write_table(links, tmp_path / "l.parquet")
    assert read_network(files.firms, tmp_path / "l.parquet").network.out_amount.tolist() == [2.5]
