"""Behind the program's back: each kind of tampering is found by `chainchief verify`."""

import shutil
import sqlite3

import pytest
from tests.whole.office import Office, filled


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    root = tmp_path_factory.mktemp("sound")
    (root / "home").mkdir()
    office = filled(Office(root / "home", root))
    office.run("close", "2023-11").done()
    template = root / "short.docx"
    short_template(template)
    office.run("brief", template, "2023-11", "-o", root / "short-note.docx").done()
    office.run("issue", root / "short-note.docx", "2023-11").done()
    office.run("verify").done()
    return office


@pytest.fixture
def office(sound, tmp_path):
    """A copy of the sound home folder, to tamper with."""
    shutil.copytree(sound.home, tmp_path / "home", dirs_exist_ok=True)
    return Office(tmp_path / "home", tmp_path)


def short_template(path):
    from docx import Document

    document = Document()
    document.add_paragraph('今年以来，全市新开工{{ fig("IND-PRJ-STARTED") }}。')
    document.save(str(path))


def behind_the_program(office, *statements):
    with sqlite3.connect(office.home / "ledger.sqlite3") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def findings(office):
    answer = office.run("verify", "--json")
    assert answer.status == 1, answer.out + answer.err
    return [fault for faults in answer.json.values() for fault in faults]


def test_a_row_changed_with_sql_is_found_and_named(office):
    behind_the_program(
        office,
        "UPDATE ledger_project SET total_investment = 1, version = version + 1 WHERE code = 'P1'",
    )
    assert any("P1" in fault["text"] for fault in findings(office))


def test_a_row_changed_while_its_triggers_were_away_is_found(office):
    connection = sqlite3.connect(office.home / "ledger.sqlite3")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_project'"
    ).fetchall()
    assert triggers
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE ledger_project SET total_investment = 1 WHERE code = 'P2'")
    for _name, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()
    assert any("P2" in fault["text"] for fault in findings(office))


def test_a_dropped_trigger_is_found(office):
    connection = sqlite3.connect(office.home / "ledger.sqlite3")
    (name,) = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_chain'"
    ).fetchone()
    connection.execute(f'DROP TRIGGER "{name}"')
    connection.commit()
    connection.close()
    assert any("ledger_chain" in fault["text"] for fault in findings(office))


def test_a_cut_log_is_found(office):
    connection = sqlite3.connect(office.home / "ledger.sqlite3")
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        " AND tbl_name = 'ledger_changeevent'"
    ).fetchall()
    for name, _sql in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(
        "DELETE FROM ledger_changeevent WHERE id > (SELECT max(id) - 3 FROM ledger_changeevent)"
    )
    for _name, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()
    assert findings(office)


def test_an_altered_snapshot_is_found(office):
    parquet = max((office.home / "lake").rglob("*.parquet"), key=lambda path: path.stat().st_size)
    content = bytearray(parquet.read_bytes())
    content[len(content) // 2] ^= 1
    parquet.chmod(0o644)
    parquet.write_bytes(bytes(content))
    assert any(parquet.stem in fault["text"] for fault in findings(office))


def test_an_altered_issued_document_is_found(office):
    (document,) = [path for path in (office.home / "issued").rglob("*") if path.is_file()]
    document.chmod(0o644)
    document.write_bytes(document.read_bytes() + b" ")
    assert findings(office)
