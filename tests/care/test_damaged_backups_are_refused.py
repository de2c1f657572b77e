"""A damaged or altered backup gets one answer that says what is wrong, and nothing is touched."""

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.care import forging
from tests.care.forging import (
    KEY,
    OBJECT,
    OTHER,
    flipped,
    inside,
    manifest_of,
    members,
    plain,
    rewritten,
    sound,
    stating,
    with_manifest,
)

from chainchief.care.archive.unpacking import opened
from chainchief.care.restore.restoring import restore
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import ENGLISH, speaking

GOOD = sound()
LEDGER = "ledger/ledger.sqlite3"


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


def swapped():
    entries = dict(plain(GOOD))
    entries[LEDGER], entries[OBJECT] = entries[OBJECT], entries[LEDGER]
    return rewritten(entries.items())


def doubled(key=None):
    with pytest.warns(UserWarning, match="Duplicate name"):
        return rewritten([*plain(GOOD), (LEDGER, b"another")], key)


def consistent_forgery():
    """Everything made anew around another ledger, by someone who lacks the key alone."""
    return rewritten(plain(sound({**forging.PARTS, LEDGER: b"all is paid"})))


def bomb():
    """A part that states 10 bytes in ZIP and manifest alike, and unpacks to ten million."""
    name, content = "evidence/aa/" + "a" * 64, b"\0" * 10_000_000
    entries = stating(plain(GOOD), name, content, size=10)
    packed = rewritten([*entries, (name, content)], KEY)
    stated = (10_000_000).to_bytes(4, "little")
    return resealed(packed.replace(stated, (10).to_bytes(4, "little")))


def resealed(content):
    import io

    from chainchief.care.archive import trailer

    stream = io.BytesIO(content)
    trailer.seal(stream, KEY)
    return stream.getvalue()


def saying(**changes):
    return rewritten(with_manifest(plain(GOOD), {**manifest_of(GOOD), **changes}), KEY)


def renamed(old, new):
    return rewritten([(new if n == old else n, data) for n, data in plain(GOOD)])


def named(name):
    """A part of this name, by someone who has the key."""
    return rewritten([*stating(plain(GOOD), name, b"x"), (name, b"x")], KEY)


def without(name, key=None):
    return rewritten([entry for entry in plain(GOOD) if entry[0] != name], key)


def directory_at(content):
    return content.index(b"PK\x01\x02")


DAMAGES = {
    # by chance
    "an empty file": (b"", "BAK-001"),
    "random bytes": (bytes(range(7, 200)) * 30, "BAK-002"),
    "a text": ("本月台账\n".encode() * 90, "BAK-002"),
    "cut in the middle": (GOOD[: len(GOOD) // 2], "BAK-003"),
    "cut by one byte": (GOOD[:-1], "BAK-003"),
    "cut within its first bytes": (GOOD[:40], "BAK-003"),
    "bytes behind the end": (GOOD + b"\0" * 512, "BAK-004"),
    "a bit of the ledger": (flipped(GOOD, inside(GOOD, LEDGER)), "BAK-011"),
    "a bit of a snapshot's table": (flipped(GOOD, inside(GOOD, OBJECT)), "BAK-011"),
    "a bit of a preset": (flipped(GOOD, inside(GOOD, "presets/city.yaml")), "BAK-011"),
    "a bit of the manifest": (flipped(GOOD, inside(GOOD, "manifest.json")), "BAK-010"),
    "a bit of the seal": (flipped(GOOD, len(GOOD) - 1), "BAK-007"),
    "a bit of a time that nobody reads": (flipped(GOOD, 10), "BAK-007"),
    "a bit of the table of contents": (flipped(GOOD, directory_at(GOOD)), "BAK-008"),
    "another ZIP": (rewritten([("a.txt", b"a")])[: -forging.trailer.LENGTH], "BAK-003"),
    # by someone without the key
    "a part taken out": (without(OBJECT), "BAK-012"),
    "a part put in": (rewritten([*plain(GOOD), ("presets/more.yaml", b"x")]), "BAK-013"),
    "a part renamed": (renamed("presets/city.yaml", "presets/town.yaml"), "BAK-012"),
    "two parts swapped": (swapped(), "BAK-017"),
    "a name twice": (doubled(), "BAK-014"),
    "no manifest": (without("manifest.json"), "BAK-009"),
    "all made anew": (consistent_forgery(), "BAK-007"),
    "sealed by another": (sound(key=OTHER), "BAK-006"),
    "a later format": (GOOD[:-100].replace(b"backup 0001", b"backup 0002"), "BAK-003"),
    "a later format, whole": (GOOD.replace(b"-backup 0001 ", b"-backup 0002 "), "BAK-005"),
    # by someone with the key
    "a way out of the folder": (named("evidence/../../etc/passwd"), "BAK-015"),
    "an absolute name": (named("/etc/passwd"), "BAK-015"),
    "a name for Windows": (named("evidence\\..\\x"), "BAK-015"),
    "a key of the change log": (named("keys/changelog.key"), "BAK-015"),
    "a link": (
        rewritten([*stating(plain(GOOD), "presets/l", b"/etc"), (link("presets/l"), b"/etc")], KEY),
        "BAK-016",
    ),
    "a folder": (named("presets/folder/"), "BAK-015"),
    "more than it states": (bomb(), "BAK-011"),
    "another size than the manifest says": (
        rewritten([*stating(plain(GOOD), "presets/x", b"xyz", size=2), ("presets/x", b"xyz")], KEY),
        "BAK-017",
    ),
    "a manifest that is no JSON": (
        rewritten(with_manifest(plain(GOOD), b"{"), KEY),
        "BAK-010",
    ),
    "a manifest of something else": (saying(purpose="x"), "BAK-010"),
    "a manifest with a negative size": (
        saying(parts=[{"name": "presets/x", "size": -1, "sha256": "0" * 64}]),
        "BAK-010",
    ),
    "a name twice in the manifest": (
        saying(parts=manifest_of(GOOD)["parts"] * 2),
        "BAK-014",
    ),
}


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def refused(content, place):
    """The one fault, after looking that nothing is left of the attempt."""
    file = place / "city.zip"
    file.write_bytes(content)
    with pytest.raises(FaultsError) as refusal:
        restore(file, place / "home", key=KEY)
    assert [path.name for path in place.iterdir()] == ["city.zip"]
    (fault,) = refusal.value.faults
    return fault


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_answer_and_nothing_touched(damage, place):
    content, code = DAMAGES[damage]
    fault = refused(content, place)
    assert fault.code == code, fault.text
    assert fault.text.startswith("city.zip")
    with speaking(ENGLISH):
        assert fault.text.isascii(), fault.text
    assert "{" not in fault.text


def test_there_are_more_than_twenty_kinds_of_damage():
    assert len(DAMAGES) >= 30


def test_the_backup_itself_is_whole(place):
    file = place / "city.zip"
    file.write_bytes(GOOD)
    with opened(file, KEY) as backup:
        backup.extract(place / "home")
    found = {p.relative_to(place / "home").as_posix(): p.read_bytes() for p in files(place)}
    assert found == forging.PARTS


def files(place):
    return [path for path in (place / "home").rglob("*") if path.is_file()]


def test_the_answer_says_where_what_why_and_what_to_do(place):
    content, _code = DAMAGES["a bit of the ledger"]
    assert refused(content, place).text == (
        "city.zip，其中的ledger/ledger.sqlite3与清单所记不符；"
        "请勿使用；改用另一份副本或更早的备份，并查明谁经手过这一份。[BAK-011]"
    )


@given(st.integers(0, len(GOOD) * 8 - 1))
@settings(max_examples=150, deadline=None)
def test_any_single_bit_that_is_flipped_is_noticed(place_of_tries, bit):
    assert_refused(flipped(GOOD, bit // 8, bit % 8), place_of_tries)


@given(st.integers(0, len(GOOD) - 1))
@settings(max_examples=60, deadline=None)
def test_wherever_it_is_cut_it_is_noticed(place_of_tries, length):
    assert_refused(GOOD[:length], place_of_tries)


@pytest.fixture(scope="module")
def place_of_tries(tmp_path_factory):
    return tmp_path_factory.mktemp("tries")


def assert_refused(content, place):
    file = place / "city.zip"
    file.write_bytes(content)
    with pytest.raises(FaultsError) as refusal, opened(file, KEY):
        pass
    assert len(refusal.value.faults) == 1


def test_a_bomb_is_not_unpacked_beyond_what_it_states(place, monkeypatch):
    written = []
    monkeypatch.setattr("hashlib.sha256", counting(written))
    refused(DAMAGES["more than it states"][0], place)
    assert sum(written) < 1_000_000


def counting(written):
    import hashlib

    real = hashlib.sha256

    class Counting:
        def __init__(self, data=b""):
            self.inner = real(data)

        def update(self, data):
            written.append(len(data))
            self.inner.update(data)

        def hexdigest(self):
            return self.inner.hexdigest()

    return Counting


def test_members_are_told_apart_by_their_contents():
    assert [info.filename for info, _ in members(GOOD)] == [*forging.PARTS, "manifest.json"]
