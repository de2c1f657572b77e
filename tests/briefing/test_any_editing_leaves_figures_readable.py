"""Whatever runs a template has and whatever an editor does around figures, they return."""

import copy

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.briefing.papers import W, drafted, saved

from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.template.tags import tags_of

TAGS = {
    '{{ fig("IND-PRJ-STARTED") }}': "247个",
    '{{ fig("IND-PRJ-FUNDS", places=2) }}': "201.25亿元",
    '{{ fig("IND-RATE") }}': "86.3%",
    "{{fig(“IND-OFFICIAL”)}}": "8.6%",
    '{{ fig("IND-NASTY") }}': "5个&<b>",
}
words = st.text(st.sampled_from("今年全市项目&<>\"'{}% ,。A1"), max_size=6).filter(
    lambda text: "{{" not in text and "{%" not in text and "{#" not in text
)
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def paragraphs(draw):
    """A paragraph's text, as words and tags in turn, and where Word cut it into runs."""
    pieces = [draw(words)]
    for _ in range(draw(st.integers(0, 3))):
        # A brace right before a tag would be part of it, a digit (1, too) part of its number.
        pieces[-1] = pieces[-1].rstrip("{%1,")
        pieces += [draw(st.sampled_from(sorted(TAGS))), "," + draw(words)]
    text = "".join(pieces)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    runs = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return [TAGS[piece] for piece in pieces[1::2]], runs, pieces


def document_of(content):
    document = docx.Document()
    for number, (_figures, runs, _pieces) in enumerate(content):
        line = document.add_paragraph()
        for index, run in enumerate(runs):
            line.add_run(run).bold = (number + index) % 2 == 0
    return saved(document)


def expected(content):
    return [figure for figures, _runs, _pieces in content for figure in figures]


def found(content):
    return [one.text for one in read_content(content, "d.docx").figures]


@quick
@given(st.lists(paragraphs(), min_size=1, max_size=3))
def test_every_tag_is_found_however_it_was_split(content):
    uses, faults = tags_of(document_of(content))
    assert faults == []
    assert [use.source for use in uses] == [
        piece for _f, _r, pieces in content for piece in pieces[1::2]
    ]


@quick
@given(st.lists(paragraphs(), min_size=1, max_size=3))
def test_every_figure_returns_from_a_fresh_draft(content):
    assert found(drafted(document_of(content)).content()) == expected(content)


@quick
@given(st.lists(paragraphs(), min_size=1, max_size=3))
def test_the_text_around_figures_is_what_was_written(content):
    made = read_content(drafted(document_of(content)).content(), "d.docx")
    for (_figures, _runs, pieces), paragraph in zip(content, made.paragraphs, strict=False):
        written = "".join(TAGS.get(piece, piece) for piece in pieces)
        assert paragraph.text.replace("\u200b", "") == written


def insert_words(root, number):
    """New text before, behind, and in the middle of the paragraph, between the controls."""
    for paragraph in root.iter(f"{W}p"):
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t").text = f"新增{number}处"
        paragraph.insert(len(paragraph) // 2, copy.deepcopy(run))


def drop_formatting(root, _number):
    for properties in list(root.iter(f"{W}rPr")):
        properties.getparent().remove(properties)


def mark_spelling(root, _number):
    """The marks that Word puts everywhere."""
    for run in list(root.iter(f"{W}r")):
        run.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))


def number_revisions(root, number):
    for run in root.iter(f"{W}r"):
        run.set(f"{W}rsidR", f"00{number:06d}")


def drop_tags_as_libreoffice_does(root, _number):
    for control in root.iter(f"{W}sdt"):
        settings_of = control.find(f"{W}sdtPr")
        for child in list(settings_of):
            settings_of.remove(child)


EDITS = [
    insert_words,
    drop_formatting,
    mark_spelling,
    number_revisions,
    drop_tags_as_libreoffice_does,
]


@quick
@given(
    st.lists(paragraphs(), min_size=1, max_size=2),
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=5),
)
def test_every_figure_returns_after_any_edits(content, edits):
    made = drafted(document_of(content))
    for number, edit in enumerate(edits):
        edit(made.document.element.body, number)
    assert found(made.content()) == expected(content)


@quick
@given(st.lists(paragraphs(), min_size=1, max_size=2), st.data())
def test_only_the_edited_figure_reads_otherwise(content, data):
    made = drafted(document_of(content))
    texts = expected(content)
    if not texts:
        return
    number = data.draw(st.integers(0, len(texts) - 1))
    control = list(made.document.element.body.iter(f"{W}sdt"))[number]
    control.find(f"{W}sdtContent/{W}r/{W}t").text = "改过的9个"
    assert found(made.content()) == [*texts[:number], "改过的9个", *texts[number + 1 :]]
