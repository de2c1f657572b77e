"""Files that units put into folders are checked and staged, or returned, each exactly once."""

import os
import shutil
import subprocess
import sys
import time

import openpyxl
import pytest
from tests.fixtures.accounts import make_account
from tests.intake.killing import SOURCE
from tests.intake.workbooks import write_xlsx

from chainchief.access.viewers import HeldRole
from chainchief.care.doctor import inboxes as doctor
from chainchief.core.faults import FaultsError
from chainchief.intake.inbox import watching
from chainchief.intake.inbox.preset import PRESET
from chainchief.intake.inbox.receiving import Answered
from chainchief.intake.models import Arrival
from chainchief.ledger import evidence
from chainchief.ledger.kinds.project.models import Project

HEADS = ("编号", "名称", "落地单位")
ROWS = [("N-1", "一号", "371402")]
INBOXES = """
source: 测试
version: 1
valid_from: 2023-01-01
inboxes:
  - {folder: 德城区, sender: "371402", account: decheng, kinds: [project, enterprise]}
"""


def no_answer(_path, _name, _viewer, _report):
    """No file answers a request."""


def write_preset(home, text=INBOXES):
    (home / "presets").mkdir(exist_ok=True)
    (home / "presets" / "inboxes.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(city, read_here):
    """The folder of the unit, and the account that its files are checked as."""
    write_preset(city.home)
    make_account("decheng", HeldRole("county", division="371402"))
    folder = city.home / "inbox" / "德城区"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def look():
    """`look()` looks through the folders once; what was said stands in `look.said`."""

    def looked(settled=0.0, receiver=no_answer):
        watch = watching.Watch(receiver, lambda _arrival: None, looked.said.append, settled)
        return watch.look()

    looked.said = []
    return looked


def put(folder, rows=ROWS, name="项目.xlsx", heads=HEADS):
    return write_xlsx(folder / name, heads, rows)


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_sound_file_is_staged_kept_by_its_hash_and_moved_to_done(folder, look):
    content = put(folder).read_bytes()
    assert look() == 1
    arrival = Arrival.objects.get()
    assert (arrival.state, arrival.kind, arrival.created) == ("staged", "project", 1)
    assert arrival.sender == "division:371402"
    assert evidence.path_of(arrival.sha256).read_bytes() == content
    assert [name[:3] for name in names(folder / "done")] == ["项目_"]
    assert names(folder) == ["done", "returned"]
    assert not Project.objects.filter(code="N-1").exists()


def test_a_faulty_file_is_returned_with_its_cells_marked(folder, look):
    put(folder, [("N-1", "", "371402")])
    look()
    arrival = Arrival.objects.get()
    assert (arrival.state, arrival.faults) == ("returned", 1)
    original, marked = sorted(names(folder / "returned"), key=len)
    assert marked.endswith("_标注退回.xlsx")
    assert original.startswith("项目_")
    page = openpyxl.load_workbook(folder / "returned" / marked)["表"]
    assert page["B2"].comment is not None


@pytest.mark.parametrize(
    ("rows", "heads", "code"),
    [([("a", "b")], ("没有", "这些"), "INB-003"), ([("a", "b")], ("编号", "名称"), "INB-004")],
)
def test_a_file_of_no_kind_or_of_several_is_returned(folder, look, rows, heads, code):
    put(folder, rows, heads=heads)
    look()
    assert code in Arrival.objects.get().first_fault
    assert len(names(folder / "returned")) == 2


def test_the_rights_are_those_of_the_folders_account(folder, look):
    put(folder, [("N-1", "一号", "371426")])
    look()
    assert Arrival.objects.get().state == "returned"


def test_the_same_file_is_not_staged_twice(folder, look):
    put(folder)
    shutil.copy(folder / "项目.xlsx", folder / "again.xlsx")
    look()
    states = Arrival.objects.order_by("pk").values_list("state", flat=True)
    assert sorted(states) == ["returned", "staged"]
    assert "INB-005" in Arrival.objects.get(state="returned").first_fault


def test_a_file_that_is_still_written_waits(folder, look):
    path = put(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert look() == 0  # its end is missing
    path.write_bytes(whole)
    assert look(settled=60) == 0  # it was written to a moment ago
    (folder / "~$项目.xlsx").touch()
    assert look() == 0  # somebody has it open
    (folder / "~$项目.xlsx").unlink()
    shutil.copy(path, folder / "另一份.xlsx.part")
    assert look() == 1
    assert names(folder) == ["done", "returned", "另一份.xlsx.part"]


def test_a_file_that_never_gets_its_end_is_returned(folder, look):
    path = put(folder)
    path.write_bytes(path.read_bytes()[:500])
    os.utime(path, (time.time() - 3600,) * 2)
    look()
    assert Arrival.objects.get().state == "returned"


@pytest.mark.parametrize("make", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_no_link_is_followed_out_of_the_folder(folder, look, tmp_path, make):
    secret = write_xlsx(tmp_path / "别处.xlsx", HEADS, ROWS)
    make(secret, folder / "项目.xlsx")
    assert look() == 0
    assert "项目.xlsx" in look.said[0]
    assert secret.exists()
    assert Arrival.objects.count() == 0


@pytest.mark.parametrize("room", ["done", "returned", ".work", ""])
def test_no_folder_that_is_a_link_is_used(folder, look, tmp_path, room):
    outside = tmp_path / "outside"
    outside.mkdir()
    put(folder)
    if room:
        (folder / room).symlink_to(outside)
    else:
        shutil.move(folder, outside / "moved")
        folder.symlink_to(outside / "moved")
    assert look() == 0
    assert look.said
    assert [name for name in names(outside) if name != "moved"] == []


def test_an_answer_to_a_request_goes_to_the_request(folder, look):
    put(folder)
    look(receiver=lambda *_given: Answered((), 7))
    assert Arrival.objects.get().state == "answered"
    assert len(names(folder / "done")) == 1


@pytest.mark.parametrize("reached", ["claimed", "recorded", "reported"])
def test_what_was_begun_is_finished_once_wherever_it_was_stopped(
    folder, look, monkeypatch, reached
):
    from chainchief.intake.inbox import folders, receiving

    class PowerCut(BaseException):
        pass

    def cut(*_arguments):
        raise PowerCut

    at = {
        "claimed": (receiving, "_recorded"),
        "recorded": (receiving, "_put_away"),
        "reported": (folders.Folder, "put_away"),
    }[reached]
    put(folder, [("N-1", "一号", "999999")])
    with monkeypatch.context() as patch:
        patch.setattr(*at, cut)
        with pytest.raises(PowerCut):
            look()
    assert names(folder / "done") == []
    assert look() == 1
    assert Arrival.objects.count() == 1
    assert len(names(folder / "returned")) == 2
    assert list((folder / ".work").iterdir()) == []


@pytest.mark.parametrize(
    ("folders", "code"),
    [(("../etc",), "INB-001"), ((".x",), "INB-001"), (("a", "a"), "INB-002")],
)
def test_a_folder_is_named_inside_of_the_inbox_and_once(own_home, folders, code):
    lines = [f"  - {{folder: {name}, sender: x, account: y}}\n" for name in folders]
    write_preset(own_home, INBOXES.partition("  - ")[0] + "".join(lines))
    with pytest.raises(FaultsError) as refusal:
        PRESET.load()
    assert code in {fault.code for fault in refusal.value.faults}


def test_doctor_says_what_is_watched_and_what_is_wrong_with_it(folder, look, tmp_path):
    assert [found.state for found in doctor.folders()] == ["note"]
    look()
    assert [found.said for found in doctor.folders()] == ["正在监看：德城区"]
    (folder / "x.xlsx").symlink_to(tmp_path)
    write_preset(folder.parents[1], INBOXES.replace("decheng", "nobody"))
    assert [found.state for found in doctor.folders()] == ["problem", "note", "fine"]


def test_only_one_process_watches(folder):
    with (
        watching.alone(),
        pytest.raises(watching.AlreadyWatchingError),
        watching.alone(),
    ):
        raise AssertionError


def test_the_command_watches_and_lists(folder):
    put(folder)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "CHAINCHIEF_LANG": "zh-hans"}

    def run(*arguments):
        command = [sys.executable, "-m", "chainchief", "intake", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    done = run("watch", "--once", "--settled", "0")
    assert (done.returncode, done.stdout) == (0, "德城区/项目.xlsx: 待查看写入\n")
    assert "德城区/项目.xlsx" in run("arrivals").stdout
