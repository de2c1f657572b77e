"""`chain templates` and `chain seed`, as a bureau calls them."""

import json

import pytest

from chainchief.cli.main import run

pytestmark = pytest.mark.usefixtures("ledger")


def said(capsys, *words, status=0):
    capsys.readouterr()
    assert run(["chain", *words]) == status
    return capsys.readouterr()


def test_templates_are_listed_with_their_counts(capsys):
    listed = json.loads(said(capsys, "templates", "--json").out)["templates"]
    found = {row["code"]: row for row in listed}
    new_it = found["NEW-IT"]
    assert (new_it["segments"], new_it["links"]) == (55, 110)
    assert sum(new_it["streams"].values()) == 55
    assert new_it["name"] == "新一代信息技术产业链"
    assert (new_it["version"], new_it["valid_from"], new_it["in_ledger"]) == (
        1,
        "2023-01-01",
        False,
    )


def test_the_table_names_each_chain_whole(capsys):
    shown = said(capsys, "templates").out
    assert "新一代信息技术产业链" in shown
    assert "COMPOSITE" in shown


def test_a_chain_is_seeded_and_shown_as_there(capsys):
    first = said(capsys, "seed", "AUTO", "--actor", "Wang", "--reason", "map").out
    assert first.startswith("新能源汽车及零部件产业链已建入台账：50个环节，")
    listed = json.loads(said(capsys, "templates", "--json").out)["templates"]
    assert {row["code"] for row in listed if row["in_ledger"]} == {"AUTO"}


def test_a_second_seed_says_that_it_is_there(capsys):
    said(capsys, "seed", "AUTO")
    again = said(capsys, "seed", "AUTO").out.strip()
    assert again == "新能源汽车及零部件产业链在台账中已有50个环节；未作任何改动。"


def test_json_says_what_was_written(capsys):
    first = json.loads(said(capsys, "seed", "EQUIP", "--json").out)
    assert (first["chain"], first["seeded"], first["segments"]) == ("EQUIP", True, 52)
    again = json.loads(said(capsys, "seed", "EQUIP", "--json").out)
    assert (again["seeded"], again["classes"], again["links"]) == (False, 0, 0)


def test_an_unknown_template_is_wrong_use(capsys):
    assert "是不是EQUIP？" in said(capsys, "seed", "EQIP", status=2).err


def test_faults_of_an_own_template_are_all_told(capsys, own_home):
    own = own_home / "presets" / "chains"
    own.mkdir(parents=True)
    (own / "OWN.yaml").write_text("code: OWN\nname: x\n", encoding="utf-8")
    told = said(capsys, "templates", status=1).err
    assert "OWN.yaml第2行" in told
    assert told.count("[CHN-") > 5
