"""`chainchief brief` and `chainchief issue` at the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.briefing import ledger_city
from tests.briefing.papers import W, edited, template_of
from tests.fixtures.viewers import office

import chainchief
from chainchief.cli.main import run
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close

SOURCES = str(Path(chainchief.__file__).parents[1])


@pytest.fixture
def told(ledger_with, capsys, monkeypatch):
    """Runs a command on a closed month of the small city: exit status, output, errors."""
    ledger_with(_closed_city)

    def told(*arguments):
        capsys.readouterr()
        status = run(list(arguments))
        out, err = capsys.readouterr()
        return status, out, err

    return told


def _closed_city():
    ledger_city.build()
    close(Month(2023, 11), viewer=office("王主任"), reason="月度关账")


@pytest.fixture
def paper(told, tmp_path):
    template = tmp_path / "t.docx"
    template.write_bytes(template_of('今年3次会议。新开工{{ fig("IND-PRJ-STARTED") }}。').content)
    path = tmp_path / "定稿.docx"
    assert told("brief", str(template), "2023-11", "-o", str(path))[0] == 0
    return path


def test_brief_says_what_it_wrote_and_counts_the_figures(told, tmp_path):
    out = tmp_path / "note.docx"
    status, said, _errors = told("brief", "monthly-note", "2023-11", "-o", str(out))
    assert status == 0
    assert out.exists()
    assert "2023-11r1" in said
    assert "全文共用数字19个" in said


def test_brief_for_programs(told, tmp_path):
    out = tmp_path / "note.html"
    status, said, _errors = told("brief", "monthly-note", "2023-11", "-o", str(out), "--json")
    assert status == 0
    assert json.loads(said) == {
        "file": str(out),
        "snapshot": "2023-11r1",
        "figures": {"computed": 15, "official": 2, "furnished": 2},
        "gaps": [],
    }


def test_faults_of_a_template_are_told_and_mean_status_1(told, tmp_path):
    template = tmp_path / "bad.docx"
    template.write_bytes(template_of('{{ fig("IND-X") }}', "{{ fig( }}").content)
    status, _out, errors = told("brief", str(template), "2023-11", "-o", str(tmp_path / "o.docx"))
    assert status == 1
    assert "BRF-010" in errors
    assert "BRF-003" in errors
    assert not (tmp_path / "o.docx").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "no-such", "2023-11", "-o", "x.docx"),
        ("brief", "monthly-note", "November", "-o", "x.docx"),
        ("brief", "monthly-note", "2023-11", "-o", "x.odt"),
        ("brief", "monthly-note", "2023-11"),
        ("brief", "monthly-note", "2023-11", "-o", "x.docx", "--snapshot", "2020-01r9"),
        ("issue", "no-such.docx", "2023-11"),
    ],
)
def test_wrong_use_is_status_2(told, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, _out, errors = told(*arguments)
    assert status == 2
    assert errors
    assert list(tmp_path.glob("x.*")) == []


def test_issue_binds_and_lists_what_is_unbound(told, paper):
    status, said, errors = told("issue", str(paper), "2023-11", "--actor", "王主任")
    assert status == 0
    assert "1个数字与快照2023-11r1绑定" in said
    assert "3次" in errors
    assert "BRF-102" in errors


def test_issue_again_says_so(told, paper):
    told("issue", str(paper), "2023-11", "--actor", "王主任")
    status, said, _errors = told("issue", str(paper), "2023-11", "--actor", "王主任")
    assert (status, "此前已登记" in said) == (0, True)


def changed(paper):
    def change(root):
        next(root.iter(f"{W}sdt")).find(f"{W}sdtContent/{W}r/{W}t").text = "9个"

    return edited(paper, change)


def test_an_edited_number_is_status_1_until_a_reason_is_given(told, paper):
    arguments = ("issue", str(changed(paper)), "2023-11", "--actor", "王主任")
    status, _out, errors = told(*arguments)
    assert status == 1
    assert "BRF-101" in errors
    status, said, errors = told(*arguments, "--accept-differences", "领导审定", "--json")
    assert status == 0
    (figure,) = json.loads(said)["figures"]
    assert (figure["printed"], figure["display"], figure["state"]) == ("9个", "3个", "differs")


@pytest.mark.parametrize(
    ("command", "language", "words"),
    [
        ("brief", "zh-hans", "默认为全市"),
        ("brief", "en", "default: the city"),
        ("issue", "zh-hans", "读回其中的数字"),
        ("issue", "en", "its figures are read back"),
    ],
)
def test_help_is_there_in_both_languages(command, language, words):
    """In a program of its own: the help is made when a command is loaded, in one language."""
    done = subprocess.run(
        [sys.executable, "-m", "chainchief", command, "--help"],
        env={**os.environ, "CHAINCHIEF_LANG": language, "PYTHONPATH": SOURCES},
        capture_output=True,
        text=True,
        check=True,
    )
    assert words in " ".join(done.stdout.split())


def test_a_draft_marks_the_gaps_when_asked_and_cannot_be_issued_with_them(told, tmp_path):
    template = tmp_path / "t.docx"
    tag = '{{ fig("IND-FUR-5G-STATIONS", span="2023-01") }}'
    template.write_bytes(template_of(f"累计建设5G基站{tag}。").content)
    out = tmp_path / "稿.docx"

    status, _said, errors = told("brief", str(template), "2023-11", "-o", str(out))
    assert status == 1
    assert "BRF-013" in errors
    assert not out.exists()

    status, _said, errors = told("brief", str(template), "2023-11", "-o", str(out), "--with-gaps")
    assert status == 0
    assert "BRF-013" in errors

    status, _said, errors = told("issue", str(out), "2023-11")
    assert status == 1
    assert "【待补：累计建设5G基站】" in errors
    assert "BRF-106" in errors


def test_a_document_speaks_chinese_whatever_the_language_of_the_command(told, tmp_path):
    chinese, english = tmp_path / "zh.docx", tmp_path / "en.docx"
    assert told("brief", "monthly-note", "2023-11", "-o", str(chinese))[0] == 0
    with speaking(ENGLISH):
        status, said, _errors = told("brief", "monthly-note", "2023-11", "-o", str(english))
        assert status == 0
        assert said.startswith("Written:")
        assert english.read_bytes() == chinese.read_bytes()
        status, said, _errors = told("issue", str(english), "2023-11")
    assert status == 0
    assert "bound to snapshot 2023-11r1: 19" in said


def test_a_refusal_is_told_in_the_language_of_its_reader(told, tmp_path):
    template = tmp_path / "t.docx"
    template.write_bytes(template_of('{{ fig("IND-NO-SUCH") }}').content)
    out = str(tmp_path / "x.docx")
    with speaking(ENGLISH):
        assert (
            "the catalogue has no indicator IND-NO-SUCH"
            in told("brief", str(template), "2023-11", "-o", out)[2]
        )
