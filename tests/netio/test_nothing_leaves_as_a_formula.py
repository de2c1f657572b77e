"""A name that a spreadsheet would take for a formula is inert in every CSV that is written."""

import csv

import pyarrow.parquet as pq
import pytest

from chainchief.netio.results.tables import write_table

NAMES = ["=1+1", "+A", "-B", "@C", "＝D", "'=E"]


def written(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_names_and_heads_are_guarded_and_numbers_left_alone(tmp_path):
    write_table(tmp_path / "t.csv", {"=head": NAMES, "value": [-1.5, -2, 3, 4, 5, 6]})
    head, *rows = written(tmp_path / "t.csv")
    assert head == ["'=head", "value"]
    assert [row[0] for row in rows] == ["'" + name for name in NAMES]
    assert rows[0][1] == "-1.5"


def test_a_parquet_file_holds_the_names_as_they_are(tmp_path):
    write_table(tmp_path / "t.parquet", {"id": NAMES})
    assert pq.read_table(tmp_path / "t.parquet")["id"].to_pylist() == NAMES


COMMANDS = {
    "cascade": ("--all",),
    "close": ("--close", "=1+1"),
    "explain": ("--close", "=1+1", "--explain", "2"),
    "pull": (),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_writes_a_formula(commands, name):
    options = commands.network(["=1+1,@mine", "B,metals"], ["=1+1>B:10"], "id,industry")
    verb = name if name == "pull" else "cascade"
    status, _out, err = commands.say(
        verb, *options, *COMMANDS[name], "-o", commands.folder / "o.csv"
    )
    assert status == 0, err
    cells = [cell for row in written(commands.folder / "o.csv") for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "@")]


def test_what_was_written_is_read_as_the_same_firm(commands):
    firms = commands.file("f", "id,industry", "'=1+1,a", "B,b")
    links = commands.file("l", "supplier,buyer,amount", "=1+1,B,10")
    told = commands.ask("cascade", "--firms", firms, "--links", links, "--close", "=1+1")
    assert [row["id"] for row in told["losses"]] == ["=1+1", "B"]
