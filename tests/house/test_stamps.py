"""A step is repeated when what it is made from has changed, and only then."""

from tools.run.stamps import fingerprint, is_fresh, note, read


def test_a_changed_file_changes_the_fingerprint(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    before = fingerprint([file])
    assert fingerprint([file]) == before
    file.write_text("two")
    assert fingerprint([file]) != before


def test_a_renamed_file_changes_the_fingerprint(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    before = fingerprint([file])
    assert fingerprint([file.rename(tmp_path / "b.txt")]) != before


def test_another_python_changes_the_fingerprint():
    assert fingerprint([], "3.11.7") != fingerprint([], "3.12.0")


def test_steps_are_noted_side_by_side(tmp_path):
    stamp = tmp_path / "folder" / "stamp.json"
    note(stamp, "base", "1")
    note(stamp, "test", "2")
    assert read(stamp) == {"base": "1", "test": "2"}
    assert is_fresh(stamp, "base", "1")
    assert not is_fresh(stamp, "base", "2")


def test_a_damaged_stamp_counts_as_none(tmp_path):
    stamp = tmp_path / "stamp.json"
    stamp.write_text("{")
    assert read(stamp) == {}
