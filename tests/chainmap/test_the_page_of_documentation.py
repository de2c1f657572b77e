"""docs/chainmap.md names what there is: fault codes, thresholds, rows, columns, options."""

import re
from pathlib import Path

import click
import yaml

from chainchief.chainmap import faults, thresholds
from chainchief.chainmap.lists.columns import COLUMNS
from chainchief.chainmap.lists.layouts import ROWS
from chainchief.cli.main import root
from chainchief.core.faults import FaultKind

PAGE = (Path(__file__).parents[2] / "docs" / "chainmap.md").read_text(encoding="utf-8")


def test_every_fault_is_named():
    codes = {each.code for each in vars(faults).values() if isinstance(each, FaultKind)}
    assert set(re.findall(r"CMP-\d{3}", PAGE)) == codes


def test_every_threshold_is_named_with_the_value_it_ships_with(own_home):
    shipped = thresholds()
    for name in ("capacity_of_demand", "fewest_local_firms", "most_concentrated",
                 "single_outside_share", "standstill_below", "days"):  # fmt: skip
        value = getattr(shipped, name)
        told = re.search(rf"`{name}` \(?([\d.]+)( %)?", PAGE)
        assert float(told[1]) / (100 if told[2] else 1) == float(value), name


def test_every_kind_of_rows_and_every_column_is_named():
    assert [name for name in (*ROWS, *COLUMNS) if f"`{name}`" not in PAGE] == []


def test_the_preset_of_the_page_is_sound(own_home):
    from chainchief.chainmap.lists.layouts import list_preset

    text = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    folder = own_home / "presets" / "lists"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    assert list_preset(yaml.safe_load(text)["code"]).lists[0].rows == "gaps"


def test_every_option_that_the_page_names_exists():
    context = click.Context(root)
    chain = root.get_command(context, "chain")
    commands = [chain.get_command(context, name) for name in chain.list_commands(context)]
    commands.append(root.get_command(context, "complexity"))
    known = {option for each in commands for parameter in each.params for option in parameter.opts}
    named = set(re.findall(r"`(--[a-z][a-z-]+)", PAGE)) - {"--big", "--home", "--listed"}
    assert named - known == set()
