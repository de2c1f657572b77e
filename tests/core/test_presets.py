"""The reader of presets: a typed file, every problem with its line, the home folder's in place."""

import datetime as dt
import os
from fractions import Fraction
from typing import Annotated, Literal

import pytest
from msgspec import Meta

from chainchief.core.faults import FaultsError, declare
from chainchief.core.looked_up import lookups_kept
from chainchief.core.presets import FaultKinds, Names, Origin, Part, Preset, Problem, Scalar
from chainchief.core.presets.schema import schema_of

HEAD = "source: here\nversion: 1\nvalid_from: 2024-01-01\n"


class Stop(Part, frozen=True):
    name: Names
    kind: Literal["tram", "train"]
    places: Annotated[int, Meta(ge=1, le=9)] = 1
    lines: str | tuple[str, ...] = ()
    share: Fraction | None = None

    def __post_init__(self):
        if self.kind == "tram" and self.places > 3:
            raise ValueError("a tram has three places at most")


class Stops(Origin, frozen=True):
    stops: tuple[Stop, ...]
    labels: dict[str, Names] = {}


def parsed(value):
    return Fraction(str(value))


def check_labels(document):
    for name in document.written("labels"):
        if name == "forbidden":
            yield document.fault(BAD, ("labels", name), name)


BAD = declare("TST-901", why="bad", remedy="none")
ENTRY = declare("TST-902", why="stop {number}: {reason}", remedy="none")


@pytest.fixture
def preset(tmp_path, monkeypatch, own_home):
    from chainchief.core.presets import preset as module

    monkeypatch.setattr(module, "_DECLARED", {})
    shipped = tmp_path / "shipped"
    shipped.mkdir()

    def made(**options):
        scalars = {Fraction: Scalar(parsed, "a share", {"type": "string"})}
        options = {"check": check_labels, "scalars": scalars, **options}
        return Preset("stops.yaml", shipped, Stops, lambda content: content, "Stops", **options)

    return made


def write(preset, text):
    path = preset.shipped / "stops.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(preset, text):
    with pytest.raises(FaultsError) as refused:
        preset.read(write(preset, text))
    return [
        (fault.code, fault.facts.get("path", ""), fault.place.line)
        for fault in refused.value.faults
    ]


def test_a_sound_file_becomes_its_type(preset):
    stops = "stops:\n- {name: {zh: 站, en: S}, kind: tram, lines: a, share: 0.5}\n"
    one = preset()
    content = one.read(write(one, HEAD + stops))
    assert content.valid_from == dt.date(2024, 1, 1)
    assert content.stops[0].name.as_mapping() == {"zh": "站", "en": "S"}
    assert (content.stops[0].lines, content.stops[0].share) == ("a", Fraction(1, 2))


def test_every_problem_is_told_with_its_path_and_line(preset):
    text = (
        "source: here\nversion: 1\nstops:\n"
        "- {name: {zh: 站}, kind: trm, places: 12}\n"
        "- name: {zh: 站, en: S}\n  kind: tram\n  plases: 2\n"
        "- 7\n"
        "labels: {forbidden: {zh: a, en: b}}\n"
    )
    assert told(preset(), text) == [
        ("PRE-003", "valid_from", 1),
        ("PRE-003", "stops.1.name.en", 4),
        ("PRE-005", "stops.1.kind", 4),
        ("PRE-006", "stops.1.places", 4),
        ("PRE-004", "stops.2.plases", 7),
        ("PRE-006", "stops.3", 8),
        ("TST-901", "", 9),
    ]


def test_unknown_keys_and_choices_are_told_with_what_is_near(preset):
    one = preset()
    text = f"{HEAD}stops:\n- {{name: {{zh: 站, en: S}}, kind: trian}}\nlabel: {{}}\n"
    with pytest.raises(FaultsError) as refused:
        one.read(write(one, text))
    choice, key = refused.value.faults
    assert "train" in choice.facts["hint"]
    assert "labels" in key.facts["hint"]


def test_a_key_written_twice_is_told_at_its_second_line(preset):
    assert told(preset(), f"{HEAD}version: 2\nstops: []\n") == [("PRE-002", "version", 4)]


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), ("- a\n", 1), ("a: 1\nb: [\n", 3), ("\tx: 1\n", 1)]
)
def test_what_is_no_mapping_is_told_once(preset, text, line):
    assert told(preset(), text) == [("PRE-001", "", line)]


def test_a_rule_of_one_entry_is_told_at_the_entry(preset):
    text = f"{HEAD}stops:\n- {{name: {{zh: 站, en: S}}, kind: tram, places: 4}}\n"
    assert told(preset(), text) == [("PRE-006", "stops.1", 5)]


def test_a_room_tells_problems_under_its_own_kinds(preset):
    kinds = FaultKinds({Problem.MISSING: BAD}, {"stops": ENTRY})
    assert told(preset(kinds=kinds), "source: a\nversion: 1\nstops: [8]\n") == [
        ("TST-901", "valid_from", 1),
        ("TST-902", "stops.1", 3),
    ]


def test_the_home_folders_file_stands_in_place_and_each_writing_is_seen(preset, own_home):
    one = preset()
    write(one, HEAD + "stops: []\n")
    assert one.load().source == "here"
    assert one.load() is one.load()
    (own_home / "presets").mkdir()
    own = own_home / "presets" / "stops.yaml"
    for turn, source in enumerate(["ours", "own!"], 1):
        own.write_text(f"{HEAD}stops: []\n".replace("here", source), encoding="utf-8")
        os.utime(own, (turn, turn))
        assert one.load().source == source


def test_a_page_is_of_one_state_of_a_preset(preset, own_home):
    one = preset()
    write(one, HEAD + "stops: []\n")
    (own_home / "presets").mkdir()
    with lookups_kept():
        assert one.load().source == "here"
        own = own_home / "presets" / "stops.yaml"
        own.write_text(f"{HEAD}stops: []\n".replace("here", "ours"), encoding="utf-8")
        assert one.load().source == "here"
    assert one.load().source == "ours"


def test_a_preset_of_the_program_alone_is_not_overlaid(preset, own_home):
    one = preset(overlaid=False)
    write(one, HEAD + "stops: []\n")
    (own_home / "presets").mkdir()
    (own_home / "presets" / "stops.yaml").write_text("- no\n", encoding="utf-8")
    assert one.load().source == "here"


def test_the_schema_names_keys_choices_and_bounds(preset):
    schema = schema_of(preset())
    stop = schema["$defs"]["Stop"]
    assert stop["properties"]["kind"]["enum"] == ["train", "tram"]
    assert stop["properties"]["places"]["maximum"] == 9
    assert stop["additionalProperties"] is False
    assert "stops" in schema["$defs"]["Stops"]["required"]
