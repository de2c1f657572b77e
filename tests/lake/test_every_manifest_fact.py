"""Nothing that a manifest states can be changed without notice."""

import json

import pytest

from chainchief.lake.errors import AlteredFileError, LakeError
from chainchief.lake.snapshots import making, manifest, verification


@pytest.fixture
def frozen(ledger, own_home):
    from tests.lake.conftest import Write, small

    small(Write()).project("P1")
    making.freeze("2023-11r1")
    return own_home / "lake/manifests/2023-11r1.json"


def rewritten(path, change, *, honest=False):
    """The manifest with a change; `honest` states the hash of what it says now."""
    document = json.loads(path.read_text(encoding="utf-8"))
    stated = document.pop("manifest_sha256")
    change(document)
    stated = manifest.hash_of(document) if honest else stated
    text = json.dumps({**document, "manifest_sha256": stated}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def put(*path, value):
    def change(document):
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def without(name):
    return lambda document: document.pop(name)


CHANGES = {
    "id": put("id", value="2023-10r1"),
    "time": put("made_at", value="2020-01-01T00:00:00+00:00"),
    "position": put("position", value=1),
    "number of events": put("events", value=1),
    "shape": put("shape", value="0" * 16),
    "file": put("tables", "project", "sha256", value="0" * 64),
    "rows": put("tables", "project", "rows", value=2),
    "type of a column": put("tables", "project", "columns", "row_version", value="int32"),
    "new column": put("tables", "project", "columns", "x", value="string"),
    "table taken out": lambda document: document["tables"].pop("chain"),
    "new key": put("note", value="x"),
}


@pytest.mark.parametrize("fact", CHANGES)
def test_each_fact_is_under_the_hash(frozen, fact):
    rewritten(frozen, CHANGES[fact])
    with pytest.raises(AlteredFileError, match=r"2023-11r1\.json"):
        making.open_snapshot("2023-11r1")
    assert [fault.code for fault in verification.verify()] == ["LAK-003"]


@pytest.mark.parametrize(
    "change",
    [
        put("note", value="x"),
        put("position", value="one"),
        put("tables", value=[]),
        put("tables", "project", value="x"),
        put("tables", "project", "note", value=1),
        without("shape"),
        without("tables"),
    ],
)
def test_a_manifest_of_another_form_is_refused_even_under_its_own_hash(frozen, change):
    rewritten(frozen, change, honest=True)
    with pytest.raises(AlteredFileError):
        making.open_snapshot("2023-11r1")


def test_the_layout_of_the_text_is_not_under_the_hash(frozen):
    rewritten(frozen, lambda document: None)
    assert making.open_snapshot("2023-11r1").tables["project"].rows == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"null", b"3", b'"x"', b"[1]"])
def test_what_is_no_manifest_at_all_is_refused(frozen, content):
    frozen.write_bytes(content)
    with pytest.raises(AlteredFileError):
        making.open_snapshot("2023-11r1")


def test_a_table_that_a_snapshot_lacks_is_named_with_those_it_has(frozen):
    with pytest.raises(LakeError, match=r"2023-11r1.*weather.*project"):
        making.open_snapshot("2023-11r1").path("weather")


def test_a_damaged_memory_of_the_open_ledger_is_made_anew(frozen, own_home):
    made = making.working()
    (kept,) = (own_home / "lake/working").glob("*.json")
    kept.write_text("{")
    assert making.working().tables == made.tables
    assert manifest.read(kept).position == made.position
