"""The page about the cascade and its example do what they say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from chainchief import network as room
from chainchief.network.cascade.push import settle_down
from chainchief.network.cascade.spread import close_each
from chainchief.network.compiled import stamp_of_room

TREE = Path(__file__).resolve().parents[2]
PAGE = (TREE / "docs" / "network-cascade.md").read_text(encoding="utf-8")


def test_the_code_on_the_page_runs_and_gives_what_the_equations_say():
    told = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(block, told)
    # ore .5 → steel lacks half of its ore → cars lack half of their steel; weights 60, 100, 0.
    assert told["stop"].losses.tolist() == [0.5, 0.5, 0.5]
    assert told["stop"].esri == pytest.approx(0.5)


def test_the_oddity_on_the_page_is_one():
    network = room.Network.from_arrays(
        supplier=[0, 1], buyer=[2, 2], amount=[1, 1], industry=["a", "b", "c"]
    )
    lost = {0: 0.4, 1: 0.6}
    for pairs, loss in (({}, 0.5), ({("a", "c"): 2}, 0.4)):
        classes = room.EssentialClasses(default=1, pairs=pairs)
        assert room.cascade(network, lost, classes=classes).down[2] == pytest.approx(loss)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(?:network\.)?([a-z_]{6,})[`(]", PAGE))))
def test_every_name_on_the_page_exists(name):
    known = {"downstream", "residual", "quantiles", "weights"}
    assert (
        hasattr(room, name)
        or hasattr(room.Network, name)
        or name in known | set(room.Network.__dataclass_fields__)
    )


def test_the_example_tells_which_firms_matter():
    ran = subprocess.run(
        [sys.executable, str(TREE / "examples" / "firms_that_matter.py")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(TREE / "src"), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert "The ten that matter most" in ran.stdout
    assert "by all other ways" in ran.stdout
    assert "saved" in ran.stdout


def test_compiled_code_is_thought_stale_when_any_file_of_the_room_changed():
    # A cached kernel has swallowed the kernels it calls from other files.
    for compiled in (settle_down, close_each):
        assert compiled._cache._cache_file._source_stamp == stamp_of_room()
    assert len(stamp_of_room()) == 64
