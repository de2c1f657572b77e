"""`chainchief network cascade` on the vectors derived by hand, through files."""

import json

import pytest

EDGES = "3>6 4>6 4>7 5>7 6>1 6>2 7>10 7>11 8>1 8>2 9>11"


def own_industries(count):
    return [f"{k},i{k}" for k in range(1, count + 1)]


def combined(result):
    return [max(row["down"], row["up"]) for row in result["losses"]]


def test_t1_a_chain_breaks_both_ways(commands):
    files = commands.network(own_industries(3), ["1>2:10", "2>3:10"])
    firms = commands.ask("cascade", *files, "--all")["firms"]
    assert [firm["id"] for firm in firms] == ["1", "2", "3"]
    assert [firm["esri"] for firm in firms] == pytest.approx([1, 1, 1])
    assert [firm["downstream"] for firm in firms] == pytest.approx([1, 0.5, 0])
    assert [firm["upstream"] for firm in firms] == pytest.approx([0.5, 1, 1])


def test_t2_a_small_supplier_can_be_replaced_within_its_industry(commands):
    files = commands.network(["1,a", "2,a", "3,b", "4,c"], ["1>3:60", "2>3:40", "3>4:200"])
    firms = commands.ask("cascade", *files, "--all", "--mode", "paper")["firms"]
    assert [firm["esri"] for firm in firms] == pytest.approx([0.6, 0.311111, 1, 1], abs=1e-6)
    alone = commands.ask("cascade", *files, "--close", "2", "--mode", "paper", "--no-substitution")
    assert alone["esri"] == pytest.approx(0.4)


@pytest.mark.parametrize(("kind", "esri"), [("1", 0.25), ("0", 0.111111), ("2", 0.666667)])
def test_t3_the_class_of_an_input_decides_how_far_its_loss_goes(commands, kind, esri):
    files = commands.network(own_industries(4), ["1>3:30", "2>3:10", "3>4:50"])
    classes = commands.file(
        "c", "input_industry,buyer_industry,class", f"i1,i3,{kind}", f"i2,i3,{kind}"
    )
    # All other pairs as the default: closing 2 reaches 4 through 3 alone.
    result = commands.ask(
        "cascade", *files, "--close", "2", "--mode", "paper", "--essential", classes,
        "--no-substitution",
    )  # fmt: skip
    default = commands.ask(
        "cascade", *files, "--close", "2", "--mode", "paper", "--default-class", kind,
        "--no-substitution",
    )  # fmt: skip
    assert default["esri"] == pytest.approx(esri, abs=1e-6)
    assert result["losses"][2]["down"] == pytest.approx(default["losses"][2]["down"])


def test_t4_weights_are_taken_from_the_file(commands):
    industries = [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5]
    links = [f"{edge}:1" for edge in EDGES.split()]
    weights = {k: [0, 0] for k in range(1, 12)}
    for edge in EDGES.split():
        a, b = map(int, edge.split(">"))
        weights[a][0] += 1
        weights[b][1] += 1
    firms = [f"{k},{industries[k - 1]},{max(weights[k])}" for k in range(1, 12)]
    assert sum(max(pair) for pair in weights.values()) == 18
    files = commands.network(firms, links, "id,industry,weight")
    ask = ("cascade", *files, "--close", "3", "--default-class", "1", "--mode", "paper")
    assert commands.ask(*ask, "--no-substitution")["downstream"] == pytest.approx(3 / 18)
    assert commands.ask(*ask)["downstream"] == pytest.approx(0.0841751, abs=1e-7)
    # By recorded sales instead of the column the number is another one.
    assert commands.ask(*ask, "--weight", "sales")["downstream"] != pytest.approx(0.0841751)


def test_t5_the_stop_rule_is_part_of_the_number(commands):
    links = ["2>1:1", "2>3:1", "3>2:1"]
    files = commands.network(own_industries(3), links)
    paper = commands.ask("cascade", *files, "--close", "1", "--mode", "paper")
    assert (paper["steps"], paper["eps"]) == (13, 0.01)
    assert round(paper["esri"], 7) == 0.9895833
    endless = commands.ask("cascade", *files, "--close", "1", "--mode", "paper", "--eps", "1e-13")
    assert endless["esri"] == pytest.approx(1)
    known = commands.network(["1,a,5", "2,b,4", "3,c,2"], links, "id,industry,revenue")
    result = commands.ask("cascade", *known, "--close", "1", "--eps", "1e-12")
    assert result["esri"] == pytest.approx(5 / 21)


def test_the_shape_of_a_closure(commands):
    files = commands.network(own_industries(3), ["1>2:10", "2>3:10"])
    result = commands.ask("cascade", *files, "--close", "1=0.5")
    assert list(result) == ["esri", "downstream", "upstream", "steps", "eps", "losses"]
    assert result["eps"] == 1e-6
    assert result["losses"][0] == {"id": "1", "down": 0.5, "up": 0.5}
    assert combined(result) == [0.5, 0.5, 0.5]


def test_the_shape_of_all(commands):
    files = commands.network(own_industries(2), ["1>2:10"])
    result = commands.ask("cascade", *files, "--all")
    assert list(result) == ["firms"]
    assert list(result["firms"][0]) == ["id", "esri", "downstream", "upstream", "steps"]


def test_several_firms_and_parts_close_together(commands):
    files = commands.network(own_industries(4), ["1>3:10", "2>4:10"])
    result = commands.ask("cascade", *files, "--close", "1=0.25", "--close", "2")
    assert combined(result) == [0.25, 1, 0.25, 1]


def test_ids_with_leading_zeros_chinese_and_signs_of_equality_can_be_closed(commands):
    files = commands.network(["007,a", "甲=0.5,b", "7,c"], ["007>甲=0.5:10", "甲=0.5>7:10"])
    assert combined(commands.ask("cascade", *files, "--close", "007"))[0] == 1
    assert combined(commands.ask("cascade", *files, "--close", "甲=0.5"))[1] == 1
    assert combined(commands.ask("cascade", *files, "--close", "甲=0.5=0.25"))[1] == 0.25


def test_an_explanation_adds_up(commands):
    files = commands.network(own_industries(4), ["1>3:30", "2>3:10", "3>4:50"])
    result = commands.ask("cascade", *files, "--close", "2=0.5", "--explain", "2")
    told = result["explanation"]
    assert sum(row["loss"] for row in told["rows"]) + told["residual"] == pytest.approx(
        result["esri"]
    )
    assert told["total"] == pytest.approx(result["esri"])
    assert {"path": ["3", "2"], "causes": ["essential input"]}.items() <= told["rows"][0].items()
    status, out, _err = commands.say("cascade", *files, "--close", "2=0.5", "--explain", "1")
    assert status == 0
    assert "3 wants essential input from 2" in out


def test_draws_give_quantiles_and_equal_seeds_equal_draws(commands):
    files = commands.network(own_industries(3), [])
    commands.file("l", "supplier,buyer,amount,confidence", "1,2,10,0.5", "2,3,10,1")
    ask = ("cascade", *files, "--close", "1", "--ensemble", 40)
    one = commands.ask(*ask, "--seed", 3)
    assert one == commands.ask(*ask, "--seed", 3)
    assert list(one) == ["draws", "seed", "eps", "esri", "downstream", "upstream"]
    assert one["esri"]["q05"] == 0.5  # the link is missing: firm 1 alone, half of all sales
    assert one["esri"]["q95"] == 1
    assert 0.5 < one["esri"]["mean"] < 1
    each = commands.ask("cascade", *files, "--all", "--ensemble", 40, "--seed", 3)["firms"]
    assert each[0] == {"id": "1", **one["esri"]}
    assert "40 draws" in commands.say(*ask)[1]
    assert "40 draws" in commands.say("cascade", *files, "--all", "--ensemble", 40)[1]


def test_draws_without_a_confidence_are_refused(commands):
    files = commands.network(own_industries(2), ["1>2:10"])
    status, _out, err = commands.say("cascade", *files, "--close", "1", "--ensemble", 3)
    assert status == 1
    assert "confidence" in err


def test_tables_and_pictures_are_written_beside_the_answer(commands, tmp_path):
    files = commands.network(own_industries(3), ["1>2:10", "2>3:10"])
    for name, asked in (("one", ("--close", "1")), ("all", ("--all",))):
        table, picture = tmp_path / f"{name}.csv", tmp_path / f"{name}.svg"
        assert commands.say("cascade", *files, *asked, "-o", table, "--plot", picture)[0] == 0
        assert table.read_text(encoding="utf-8-sig").startswith('"id",')
        assert "<svg" in picture.read_text(encoding="utf-8")


def test_only_one_direction_is_ranked_where_that_is_asked(commands):
    files = commands.network(own_industries(3), ["1>2:10", "2>3:10"])
    _status, out, _err = commands.say("cascade", *files, "--all", "--only", "downstream")
    assert [line.split()[0] for line in out.splitlines()[-2:]] == ["1", "2"]


def test_a_run_can_be_resumed_from_the_command_line(commands, tmp_path):
    files = commands.network(own_industries(3), ["1>2:10", "2>3:10"])
    ask = ("cascade", *files, "--all", "--resume", tmp_path / "run")
    first = commands.ask(*ask)
    assert (tmp_path / "run").exists()
    assert commands.ask(*ask) == first
    status, _out, err = commands.say(*ask, "--mode", "paper")
    assert status == 1
    assert "NET-031" in err


WRONG = [
    ((), "Give either"),
    (("--close", "1", "--all"), "Give either"),
    (("--all", "--explain", "2"), "--explain goes with --close"),
    (("--close", "1", "--resume", "x"), "--resume goes with --all"),
    (("--close", "1", "--explain", "2", "--ensemble", "3"), "do not go together"),
    (("--close", "1=2"), "“2” is no share"),
    (("--close", "1=0"), "“0” is no share"),
    (("--close", "1=nan"), "“nan” is no share"),
    (("--close", "1=x"), "“x” is no share"),
    (("--close", "1", "--close", "1=0.5"), "twice"),
    (("--close", "9"), "'9'"),
    (("--all", "--engine", "flink"), "flink"),
    (("--close", "1", "--default-class", "3"), "'3'"),
    (("--close", "1", "--mode", "book"), "'book'"),
    (("--close", "1", "--eps", "1"), "1"),
    (("--close", "1", "--weight", "column"), "no column weight"),
    (("--close", "1", "--plot", "x.png"), ".svg"),
    (("--close", "1", "--output", "x.xls"), ".parquet"),
    (("--close", "1", "--output", "no/such/folder/x.csv"), "no folder"),
    (("--close", "1", "--essential", "none.csv"), "no file"),
    (("--close", "1", "--unheard"), "unheard"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(commands, arguments, words):
    files = commands.network(own_industries(2), ["1>2:10"])
    status, out, err = commands.say("cascade", *files, *arguments)
    assert status == 2
    assert words in err
    assert out == ""


def test_faulty_files_end_with_1_and_all_faults(commands):
    files = commands.network([*own_industries(2), "1,x"], ["1>2:-10", "2>9:5"])
    classes = commands.file("c", "input_industry,buyer_industry,class", "i1,i2,7")
    status, out, err = commands.say(
        "cascade", *files, "--close", "1", "--essential", classes, "--json"
    )
    assert (status, out) == (1, "")
    for code in ("NET-012", "NET-014", "NET-011", "NET-020"):
        assert code in err


def test_warnings_leave_stdout_to_the_answer(commands):
    files = commands.network(own_industries(2), ["1>2:10", "1>2:5"])
    status, out, err = commands.say("cascade", *files, "--close", "1", "--json")
    assert status == 0
    assert "NET-050" in err
    assert json.loads(out)["esri"] == 1


def test_a_closure_without_weight_says_so_instead_of_an_empty_table(commands):
    files = commands.network(own_industries(4), ["1>2:10", "2>3:10"])
    _status, out, _err = commands.say("cascade", *files, "--close", "4")
    assert out.endswith("Give a column weight, or --weight revenue, to count it otherwise.\n")
    assert "weight\n" not in out
