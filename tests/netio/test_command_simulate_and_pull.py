"""`chainchief network simulate` and `pull` on the toys, through files."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCES)}
OUTPUT = [380, 343.3333, 303.76492, 251.74855, 231.01941, 200]
FINAL = [190, 189.256198, 200, 200, 200, 200]


def rounded(values, like):
    return [
        round(value, len(str(printed).partition(".")[2]))
        for value, printed in zip(values, like, strict=True)
    ]


@pytest.fixture
def pair(commands):
    files = commands.network(["1,a", "2,b"], ["1>2:100", "2>1:100"])
    final = commands.file("d", "id,amount", "1,100", "2,100")
    shock = commands.file("s", "id,day,share", "1,0,0.1")
    return ["simulate", *files, "--final", final, "--shock", shock]


def test_the_toy_to_its_printed_digits(commands, pair):
    result = commands.ask(*pair, "--days", 6, "--rationing", "R0")
    assert list(result) == ["output", "final_consumption", "value_added"]
    assert rounded(result["output"], OUTPUT) == OUTPUT
    assert rounded(result["final_consumption"], FINAL) == FINAL
    assert result["value_added"] == pytest.approx([value / 2 for value in result["output"]])


def test_a_shock_holds_until_the_next_row(commands, pair):
    commands.file("s", "id,day,share", "1,3,0", "1,1,0.5")
    output = commands.ask(*pair, "--days", 6)["output"]
    assert output[0] == 400
    assert output[1] == 300
    assert output[2] < 300


@pytest.mark.parametrize("rule", ["R0", "R1", "R2", "R3"])
def test_without_a_shock_every_day_is_like_the_first(commands, pair, rule):
    commands.file("s", "id,day,share", "1,0,0")
    result = commands.ask(*pair, "--days", 50, "--rationing", rule)
    assert result["output"] == [400.0] * 50
    assert result["final_consumption"] == [200.0] * 50


def test_watched_firms_come_with_their_own_series(commands, pair):
    (firm,) = commands.ask(*pair, "--days", 2, "--watch", "1")["firms"]
    assert firm["id"] == "1"
    assert firm["output"] == [180, 180]


def test_stores_can_be_set(commands, pair):
    thin = commands.ask(*pair, "--days", 4, "--target-days", 2, "--adjust-days", 1)["output"]
    assert rounded(thin, OUTPUT[:4]) != OUTPUT[:4]


def test_days_in_words_as_table_and_picture(commands, pair, tmp_path):
    table, picture = tmp_path / "t.csv", tmp_path / "p.svg"
    status, out, _err = commands.say(
        *pair, "--days", 6, "-o", table, "--plot", picture, "--watch", "2"
    )
    assert status == 0
    assert "Output is lowest on day 5: 50 % of a day before." in out
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == '"day","output","final_consumption","value_added","output 2"'
    assert len(lines) == 7
    assert picture.exists()


def test_faults_of_all_four_files_come_together(commands, pair):
    commands.network(["1,a", "2,b"], ["1>2:x", "2>1:100"])
    commands.file("d", "id,amount", "1,-100", "2,100")
    commands.file("s", "id,day,share", "3,0,0.1")
    status, out, err = commands.say(*pair, "--days", 3)
    assert (status, out) == (1, "")
    for code in ("NET-013", "NET-014", "NET-011"):
        assert code in err


@pytest.mark.parametrize(
    "arguments",
    [("--days", 0), ("--days", 3, "--rationing", "R9"), (), ("--days", 1, "--watch", "8")],
)
def test_wrong_use_of_simulate_ends_with_2(commands, pair, arguments):
    assert commands.say(*pair, *arguments)[0] == 2


@pytest.fixture
def sectors(commands):
    """Z = [[20, 45], [40, 15]], x = (100, 150)."""
    files = commands.network(
        ["1,a,100", "2,b,150"], ["1>1:20", "1>2:45", "2>1:40", "2>2:15"], "id,industry,revenue"
    )
    return ["pull", *files]


def test_the_two_sector_table_with_own_use_on_the_diagonal(commands, sectors):
    result = commands.ask(*sectors)
    assert list(result) == ["firms"]
    one, two = result["firms"]
    assert list(one) == ["id", "multiplier", "extraction_loss_others", "influence"]
    assert one["multiplier"] == pytest.approx(13 / 6)
    assert two["multiplier"] == pytest.approx(11 / 6)
    assert round(one["extraction_loss_others"], 4) == 44.4444
    assert "NET-053" in commands.say(*sectors)[2]


def test_influence_of_a_triangle_and_a_firm_without_output(commands):
    files = commands.network(["1,a", "2,b", "3,c"], ["1>2:1", "1>3:1", "2>3:1"])
    firms = commands.ask("pull", *files)["firms"]
    assert [firm["influence"] for firm in firms] == pytest.approx([5 / 16, 5 / 24, 1 / 6])
    assert firms[2]["multiplier"] is None
    assert firms[2]["extraction_loss_others"] is None


def test_a_leader_comes_in_its_parts_and_without_a_score(commands):
    files = commands.network(
        ["1,a,60,甲链,1", "2,b,100,甲链,1", "3,c,50,,0", "4,d,9,,1"],
        ["1>2:30", "3>2:20", "3>1:10", "4>2:3"],
        "id,industry,revenue,chain,local",
    )
    (parts,) = commands.ask("pull", *files, "--leader", "2")["leaders"]
    assert parts["chain"] == "甲链"
    assert parts["purchases"] == 53
    assert parts["local_purchases"] == 33
    assert parts["multiplier"] == pytest.approx(1 + 0.3 * (1 + 10 / 60) + 0.2 + 0.03)
    assert parts["local_multiplier"] == pytest.approx(1.33)
    assert parts["leak"] == pytest.approx(1 - 1.33 / parts["multiplier"])
    assert (parts["small_firms"], parts["small_local_firms"]) == (1, 1)
    # Without its orders 1 loses 30 of 60 and 3, which sells to both, 20 + 10/2 of 50; 4 loses 3 of
    # 9. Recorded sales are the weights: 30 of 63, 30 of 63 and 3 of 63.
    assert parts["esri_upstream"] == pytest.approx((30 * 0.5 + 30 * 0.5 + 3 / 3) / 63)
    assert "score" not in parts
    status, out, _err = commands.say("pull", *files, "--leader", "2")
    assert status == 0
    assert "2 (甲链)" in out
    assert "leak" in out


def test_pull_as_table_and_picture(commands, sectors, tmp_path):
    table, picture = tmp_path / "t.parquet", tmp_path / "p.svg"
    assert commands.say(*sectors, "-o", table, "--plot", picture)[0] == 0
    assert table.exists()
    assert picture.exists()


def test_a_ring_without_end_is_told_with_status_1(commands):
    files = commands.network(["1,a", "2,b"], ["1>2:10", "2>1:10"])
    status, out, err = commands.say("pull", *files)
    assert (status, out) == (1, "")
    assert "grow without end" in err


def test_pull_refuses_unknown_leaders_and_a_wrong_alpha(commands, sectors):
    assert commands.say(*sectors, "--leader", "8")[0] == 2
    assert commands.say(*sectors, "--alpha", "0")[0] == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("command", ["cascade", "simulate", "pull"])
def test_help_is_in_the_language_asked_for(command, language):
    said = subprocess.run(
        [sys.executable, "-m", "chainchief", "--lang", language, "network", command, "--help"],
        capture_output=True, text=True, check=True, env=ENVIRONMENT,
    ).stdout  # fmt: skip
    ours = "".join(line for line in said.splitlines() if "Show this message" not in line)
    assert any("\u4e00" <= char <= "\u9fff" for char in ours) == (language == "zh-hans")


def test_a_fresh_process_answers_within_three_seconds_and_without_django(commands, pair):
    code = (
        "import sys; from chainchief.cli.main import run; status = run(sys.argv[1:]);"
        "sys.exit(status or 10 * ('django' in sys.modules) or 20 * ('pandas' in sys.modules))"
    )
    call = [sys.executable, "-c", code, "network", *pair, "--days", "6", "--json"]
    # The first call compiles, if nothing did before.
    took = [seconds_of(call) for _n in range(3)]
    assert min(took[1:]) < 3


def seconds_of(call):
    """Processor seconds of a process: how busy the machine is otherwise does not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(call, check=True, capture_output=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
