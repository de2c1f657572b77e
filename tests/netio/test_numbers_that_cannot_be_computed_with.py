"""Infinity, “not a number”, the huge and the tiny: each is told for what it is, with its line."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.netio.files import FIRMS, LINKS

from chainchief.core.faults import FaultsError
from chainchief.netio.files.reading import read_network

INFINITE, NOT_DEFINED, TOO_LARGE, TOO_SMALL = "NET-024", "NET-025", "NET-026", "NET-027"

SPELT = [
    *((text, INFINITE) for text in ("inf", "-Inf", "+infinity", "∞", "无穷大", "1.#INF")),
    *((text, NOT_DEFINED) for text in ("NaN", "-nan", "nan(0x7)", "1.#IND", "1.#QNAN")),
    *((text, TOO_LARGE) for text in ("1e308", "1e999", "1000000000000000001000")),
    *((text, TOO_SMALL) for text in ("1e-320", "1e-999", "0.0000000000000000001")),
]


def refusals(firms, links):
    with pytest.raises(FaultsError) as refused:
        read_network(firms, links)
    return [
        (fault.code, fault.place.line, fault.place.column, fault.value)
        for fault in refused.value.faults
    ]


@pytest.mark.parametrize(("text", "code"), SPELT)
def test_an_amount_is_told_for_what_it_is_however_it_is_spelt(files, text, code):
    files.write(links=f"{LINKS}002,001,{text}\n")
    assert refusals(files.firms, files.links) == [(code, 5, "amount", text)]


@pytest.mark.parametrize("column", ["revenue", "costs", "weight"])
@pytest.mark.parametrize(("text", "code"), [("inf", INFINITE), ("1e300", TOO_LARGE)])
def test_so_is_what_is_known_of_a_firm(files, column, text, code):
    files.write(firms=f"id,industry,{column}\n001,a,5\n002,a,{text}\n003,b,7\n")
    assert refusals(files.firms, files.links) == [(code, 3, column, text)]


def test_a_year_and_a_confidence_are_told_likewise(files):
    files.write(
        links="supplier,buyer,amount,year,confidence\n001,002,3,1e30,1\n001,003,3,2023,inf\n"
    )
    assert refusals(files.firms, files.links) == [
        (INFINITE, 3, "confidence", "inf"),
        (TOO_LARGE, 2, "year", "1e30"),
    ]


def test_the_largest_and_smallest_amounts_are_computed_with(files):
    files.write(links="supplier,buyer,amount\n001,002,1e18\n001,003,1e-18\n002,003,0e-999\n")
    network = read_network(files.firms, files.links).network
    assert network.out_amount.tolist() == [1e18, 1e-18]


def parquet(folder, name, **columns):
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize("width", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (np.inf, INFINITE, "inf"),
        (-np.inf, INFINITE, "-inf"),
        (np.nan, NOT_DEFINED, "nan"),
        (3e38, TOO_LARGE, "e+38"),
    ],
)
def test_floats_of_a_parquet_file_are_told_as_they_stand_there(files, width, value, code, shown):
    amounts = pa.array(np.array([60, value], dtype=width), from_pandas=False)
    links = parquet(files.path, "l", supplier=["001", "002"], buyer=["002", "003"], amount=amounts)
    ((found, row, column, text),) = refusals(files.firms, links)
    assert (found, row, column) == (code, 2, "amount")
    assert text.endswith(shown)


def test_a_name_that_went_missing_among_floats_is_no_name(files):
    ids = pa.array(np.array([1.0, np.nan, np.inf]), from_pandas=False)
    firms = parquet(files.path, "f", id=ids, industry=["a", "b", "c"])
    links = parquet(files.path, "l", supplier=[1], buyer=[1], amount=[2.0])
    told = refusals(firms, links)
    assert (NOT_DEFINED, 2, "id", "nan") in told
    assert (INFINITE, 3, "id", "inf") in told


def test_a_whole_number_beyond_the_exact_floats_keeps_its_value(files):
    firms = parquet(files.path, "f", id=["001", "002", "003"], industry=pa.array([1e17, 2e17, 3.0]))
    names = read_network(firms, files.links).firms.industry_names
    assert [float(name) for name in names] == [1e17, 2e17, 3.0]


@pytest.mark.parametrize(
    ("command", "option"),
    [("cascade", "--eps"), ("pull", "--small-below"), ("pull", "--alpha"),
     ("simulate", "--target-days"), ("simulate", "--adjust-days")],
)  # fmt: skip
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_an_option_takes_neither_infinity_nor_nan(commands, files, command, option, value):
    more = ("--all",) if command == "cascade" else ()
    if command == "simulate":
        more = ("--final", files.demand, "--shock", files.shock, "--days", 3)
    status, _out, err = commands.say(
        command, "--firms", files.firms, "--links", files.links, *more, option, value
    )
    assert status == 2
    assert value in err


def test_two_huge_amounts_do_not_end_in_a_warning_of_numpy(commands):
    options = commands.network(["A,mining", "B,metals"], ["A>B:1e308", "B>A:1e308"])
    status, out, err = commands.say("cascade", *options, "--close", "A")
    assert (status, out) == (1, "")
    assert "line 2 “amount” says “1e308”, the number is larger than 1e+18" in err
    assert "Warning" not in err


def test_the_sound_files_have_none_of_these(files):
    assert read_network(files.write(firms=FIRMS).firms, files.links).warnings == ()
