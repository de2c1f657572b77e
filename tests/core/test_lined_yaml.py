"""A preset read with the line of everything in it."""

import time

import pytest

from chainchief.core.i18n import speaking
from chainchief.core.lined_yaml import NotYamlError, compose, item_of, keys_twice

TEXT = """\
# a comment
code: A
parts:
  - name: x
    sizes: [1, 2]
  - {name: y,
     sizes: []}
"""


@pytest.fixture
def node(tmp_path):
    def read(text):
        file = tmp_path / "preset.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return compose(file)

    return read


def test_data_comes_with_its_lines(node):
    item = item_of("preset.yaml", node(TEXT))
    assert item.data["parts"][1] == {"name": "y", "sizes": []}
    assert [item.line_of("code"), item.line_of("parts", 0, "sizes", 1)] == [2, 5]
    assert [item.line_of("parts", 1), item.line_of("parts", 1, "sizes")] == [6, 7]


def test_what_is_not_written_is_placed_at_the_nearest_thing_around_it(node):
    item = item_of("preset.yaml", node(TEXT))
    assert item.line_of("parts", 0, "colour") == 4
    assert item.line_of("nothing", "at", "all") == 2
    assert (item.place("parts", 0).file, item.place("parts", 0).line) == ("preset.yaml", 4)


def test_an_empty_file_has_no_node(node):
    assert node("") is None
    assert node("# only a comment\n") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1\nb: 2\n", 2), ("a: 'x\n", 2), (b"b: 1\na: \xff\n", 2), ("a: \x01", None)],
)
def test_what_is_no_yaml_is_told_with_its_line(text, line, node):
    with pytest.raises(NotYamlError) as refused:
        node(text)
    assert refused.value.line == line


@pytest.mark.parametrize(
    "text", ["a: 2023-99-99\n", "a: !!python/name:os.system\n", "a: &x [*x]\n"]
)
def test_values_that_cannot_be_made_are_told(text, node):
    root = node(text)
    with pytest.raises(NotYamlError):
        item_of("preset.yaml", root)


def test_keys_written_twice_are_found_at_any_depth(node):
    text = "a: 1\nb:\n  - {c: 1, c: 2}\na: 2\n"
    assert list(keys_twice(node(text))) == [("c", 3), ("a", 4)]
    assert list(keys_twice(node(TEXT))) == []


def reason(node, text):
    try:
        with speaking("en"):
            item_of("preset.yaml", node(text))
    except NotYamlError as refused:
        return str(refused), refused.line
    return None


def test_what_people_save_wrongly_is_told_in_plain_words(node):
    gbk = "a: 1\nb: 指标\n".encode("gbk")
    assert reason(node, gbk) == ("it is not in UTF-8; save it in that encoding", 2)
    tab = "a tab stands at the beginning of the line; YAML indents by spaces"
    assert reason(node, "a:\n  b: 1\n\tc: 2\n") == (tab, 3)
    assert reason(node, "a: 1\nb: 2022-13-01\n") == ("month must be in 1..12", 2)


def test_aliases_that_unfold_without_end_are_refused_before_they_do(node):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    start = time.process_time()
    assert reason(node, "\n".join(lines)) == ("its aliases unfold to more than 200000 values", 1)
    assert time.process_time() - start < 1
    assert reason(node, "a: " + "[" * 900 + "]" * 900)[0] == "it is nested too deeply"
