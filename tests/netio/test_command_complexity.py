"""`chainchief complexity`: the toy of three places, told as table, JSON and file."""

import csv
import json

import pytest

from chainchief.cli.main import run
from chainchief.core.i18n import speaking

TOY = ("甲,p1,1", "甲,p2,1", "乙,p1,1", "乙,p3,1", "丙,p3,1")


@pytest.fixture
def say(tmp_path, capsys):
    def said(*options, rows=TOY, head="place,activity,value", status=0, language="en"):
        path = tmp_path / "do.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        capsys.readouterr()
        with speaking(language):
            assert run(["--lang", language, "complexity", str(path), *map(str, options)]) == status
        return capsys.readouterr()

    return said


def test_json_holds_what_the_formulas_say(say):
    told = json.loads(say("--json", "--place", "甲").out)
    assert [row["place"] for row in told["places"]] == ["甲", "乙", "丙"]
    assert [row["diversity"] for row in told["places"]] == [2, 2, 1]
    assert sum(row["eci"] for row in told["places"]) == pytest.approx(0.0, abs=1e-12)
    (open_,) = told["open"]
    assert open_["activity"] == "p3"
    assert open_["density"] == pytest.approx(1 / 3)
    assert open_["related"] == [{"activity": "p1", "proximity": 0.5}]


def test_the_table_lists_places_in_the_order_of_the_file(say):
    lines = say().out.splitlines()
    assert lines[0].split() == ["Place", "Diversity", "ECI", "Outlook"]
    assert [line.split()[0] for line in lines[1:]] == ["甲", "乙", "丙"]


def test_what_a_place_lacks_is_told_with_what_is_behind_it(say):
    out = say("--place", "甲").out
    assert "What 甲 lacks, nearest first:" in out
    assert "p1 0.50" in out
    assert "甲缺少" in say("--place", "甲", language="zh-hans").out.replace(" ", "")


def test_empty_places_are_named_and_nothing_is_nan(say):
    said = say("--json", rows=(*TOY, "丁,p4,0"))
    assert json.loads(said.out)["left_out"] == {"places": ["丁"], "activities": ["p4"]}
    assert "places 丁" in said.err
    assert "NaN" not in said.out


def test_repeated_rows_are_added_up_and_said(say):
    said = say("--json", rows=(*TOY[1:], "甲,p1,0.25", "甲,p1,0.75"))
    assert "[NET-060]" in said.err
    plain = json.loads(say("--json", rows=(*TOY[1:], TOY[0])).out)
    assert json.loads(said.out)["places"] == plain["places"]


def test_a_broken_file_is_told_with_its_lines(say):
    said = say(rows=("甲,p1,-1", "乙,,2"), status=1)
    assert "do.csv line 2 “value” says “-1”" in said.err
    assert "do.csv line 3 “activity” is empty" in said.err


def test_an_unknown_place_is_wrong_use_with_a_near_name(say):
    assert (
        "did you mean “东营市”"
        in say("--place", "东营", rows=("东营市,p1,1", "乙,p1,1"), status=2).err
    )


def test_places_that_do_the_same_have_no_order(say):
    assert "no order" in say(rows=("甲,p1,1", "乙,p1,1")).err


def test_the_whole_table_is_written_without_formulas(say, tmp_path):
    say("-o", tmp_path / "o.csv", rows=(*TOY, "=1+1,p1,0.1"))
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 4 * 3
    assert {row["place"] for row in rows} == {"甲", "乙", "丙", "'=1+1"}
    assert all(row["density"] for row in rows)
