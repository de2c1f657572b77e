"""A place where no file can be put is told in one line, before anything is done."""

import os

import pytest
from tests.intake.workbooks import write_csv

from chainchief.cli.main import run
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger.exchange.target import refuse_unwritable
from chainchief.ledger.kinds.project.models import Project

HEADS = ("编号", "名称", "落地单位", "计划总投资")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_into_a_missing_folder_is_refused_in_one_line(city, tmp_path, capsys, ending):
    out = tmp_path / "absent" / f"t.{ending}"
    assert run(["export", "project", str(out)]) == 2
    assert capsys.readouterr().err == (f"{out} 无法写入：没有文件夹 {out.parent}；请先建好。\n")


def test_the_refusal_speaks_english(city, tmp_path, capsys):
    out = tmp_path / "absent" / "t.csv"
    with speaking(ENGLISH):
        assert run(["export", "project", str(out)]) == 2
    assert capsys.readouterr().err == (
        f"{out} cannot be written: there is no folder {out.parent}; make it first.\n"
    )


def test_a_folder_is_not_replaced_even_by_force(city, tmp_path, capsys):
    folder = tmp_path / "t.xlsx"
    folder.mkdir()
    assert run(["export", "project", str(folder), "--force"]) == 2
    assert "是文件夹" in capsys.readouterr().err
    assert folder.is_dir()


def test_nothing_is_imported_when_the_report_has_no_place(city, tmp_path, capsys):
    table = write_csv(tmp_path / "t.csv", HEADS, [("N1", "甲", "371402", "60000")])
    report = tmp_path / "absent" / "r.xlsx"
    assert run(["import", "project", str(table), "--report", str(report)]) == 2
    assert "没有文件夹" in capsys.readouterr().err
    assert not Project.objects.filter(code="N1").exists()


def test_a_folder_without_the_right_to_write_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(WrongUseError, match=r"没有 .* 的写入权限"):
        refuse_unwritable(tmp_path / "t.csv")


def test_a_free_place_is_accepted(tmp_path):
    refuse_unwritable(tmp_path / "t.csv")
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]
