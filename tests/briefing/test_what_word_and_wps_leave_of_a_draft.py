"""After edits as Word and WPS leave them in the file: bound, differing, unbound are right."""

import copy
import io
import zipfile

import pytest
from lxml import etree
from tests.briefing.city import TestSource
from tests.briefing.papers import W, drafted, saved, template_of

from chainchief.briefing.docx.ooxml import make, run
from chainchief.briefing.issue.examination import examine

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SENTENCES = (
    '今年以来新开工{{ fig("IND-PRJ-STARTED") }},到位资金{{ fig("IND-PRJ-FUNDS") }}。',
    '增速为{{ fig("IND-OFFICIAL") }}。',
)
ALL = ["247个", "201.3亿元", "8.6%"]


def after(edit, *sentences, review=False):
    """What issuing finds in the draft after `edit(body)`."""
    document = drafted(template_of(*(sentences or SENTENCES)), review=review).document
    edit(document.element.body)
    return examine(saved(document).content, "d.docx", TestSource())


def told(found):
    """Bound, differing and unbound texts, and the codes of all else."""
    return (
        [one.stated.text for one in found.bound if not one.differs],
        [one.stated.text for one in found.differing],
        [one.text for one in found.unbound],
        [fault.code for fault in (*found.faults, *found.lost)],
    )


def controls(body):
    return list(body.iter(f"{W}sdt"))


def texts(control):
    return list(control.iter(f"{W}t"))


def wps_drops_ids(body):
    for control in controls(body):
        properties = control.find(f"{W}sdtPr")
        for name in ("id", "alias", "rPr"):
            for one in properties.findall(f"{W}{name}"):
                properties.remove(one)


def wps_adds_its_own(body):
    for control in controls(body):
        properties = control.find(f"{W}sdtPr")
        properties.append(make("w:placeholder", None, make("w:docPart", {"w:val": "{ab}"})))
        control.insert(1, make("w:sdtEndPr"))


def word_splits_runs(body):
    """Each character in a run of its own, with spelling marks, sessions and bookmarks between."""
    for number, control in enumerate(controls(body)):
        old = control.find(f"{W}sdtContent/{W}r")
        for character in old.find(f"{W}t").text:
            piece = run(character)
            piece.set(f"{W}rsidR", f"00{number:06d}")
            old.addprevious(piece)
            old.addprevious(make("w:proofErr", {"w:type": "spellStart"}))
            old.addprevious(make("w:bookmarkStart", {"w:id": "77", "w:name": "_GoBack"}))
            old.addprevious(make("w:bookmarkEnd", {"w:id": "77"}))
        old.getparent().remove(old)


def part_of_the_number_is_bold(body):
    first = controls(body)[0].find(f"{W}sdtContent/{W}r")
    second = copy.deepcopy(first)
    first.addnext(second)
    first.find(f"{W}t").text, second.find(f"{W}t").text = "24", "7个"
    second.insert(0, make("w:rPr", None, make("w:b")))


def comment_on_it(body):
    content = controls(body)[0].find(f"{W}sdtContent")
    content.insert(0, make("w:commentRangeStart", {"w:id": "5"}))
    content.append(make("w:commentRangeEnd", {"w:id": "5"}))
    content.append(make("w:r", None, make("w:commentReference", {"w:id": "5"})))


def wrap(element, wrapper):
    element.addprevious(wrapper)
    (wrapper if len(wrapper) == 0 else wrapper[-1]).append(element)


def smart_tag_in_it(body):
    wrap(controls(body)[0].find(f"{W}sdtContent/{W}r"), make("w:smartTag", {"w:element": "x"}))


def another_control_around_it(body):
    named = make("w:sdtPr", None, make("w:tag", {"w:val": "group"}))
    wrap(controls(body)[0], make("w:sdt", None, named, make("w:sdtContent")))


def everything_in_a_group(body):
    """Word's “group” puts one control without a tag around the whole text."""
    group = make("w:sdt", None, make("w:sdtPr", None, make("w:group")), make("w:sdtContent"))
    children = [one for one in body if one.tag != f"{W}sectPr"]
    body.insert(0, group)
    group[-1].extend(children)


def sentence_into_a_table(body):
    cell, table = make("w:tc"), make("w:tbl")
    table.append(make("w:tr", None, cell))
    paragraph = next(body.iter(f"{W}p"))
    paragraph.addprevious(table)
    cell.append(paragraph)


def sentence_into_a_text_box(body):
    """As Word writes it: the box, and a copy of it for programs that know no such box."""
    paragraph = next(body.iter(f"{W}p"))
    holder = make("w:p")
    paragraph.addprevious(holder)
    choice, fallback = (etree.Element(f"{{{MC}}}{name}") for name in ("Choice", "Fallback"))
    choice.append(make("w:txbxContent", None, paragraph))
    fallback.append(make("w:txbxContent", None, copy.deepcopy(paragraph)))
    box = etree.Element(f"{{{MC}}}AlternateContent")
    box.extend([choice, fallback])
    holder.append(make("w:r", None, box))


def control_around_its_paragraph(body):
    """A figure alone in its paragraph, whose control WPS puts around the paragraph."""
    control = controls(body)[2]
    paragraph = control.getparent()
    inside = control.find(f"{W}sdtContent")
    for piece in list(inside):
        control.addprevious(piece)
    paragraph.addprevious(control)
    for one in [one for one in paragraph if one.tag == f"{W}r"][:1]:
        paragraph.remove(one)  # 增速为
    for one in [one for one in paragraph if one.tag == f"{W}r"][-1:]:
        paragraph.remove(one)  # 。
    inside.append(paragraph)


def spaces_and_wide_digits(body):
    texts(controls(body)[0])[0].text = "\uff12\uff14\uff17 个"


@pytest.mark.parametrize(
    "edit",
    [
        wps_drops_ids,
        wps_adds_its_own,
        word_splits_runs,
        part_of_the_number_is_bold,
        comment_on_it,
        smart_tag_in_it,
        another_control_around_it,
        everything_in_a_group,
        sentence_into_a_table,
        sentence_into_a_text_box,
        control_around_its_paragraph,
        spaces_and_wide_digits,
    ],
)
def test_what_leaves_the_words_alone_leaves_all_bound(edit):
    bound, *rest = told(after(edit))
    assert [
        text.translate(str.maketrans("\uff12\uff14\uff17", "247", " ")) for text in bound
    ] == ALL
    assert rest == [[], [], []]


def test_a_group_around_a_review_copy_hides_nothing():
    found = after(everything_in_a_group, review=True)
    assert told(found) == (ALL, [], [], [])


def test_a_copied_paragraph_is_bound_twice():
    def copied(body):
        first = next(body.iter(f"{W}p"))
        twin = copy.deepcopy(first)
        for control in twin.iter(f"{W}sdt"):
            control.find(f"{W}sdtPr/{W}id").set(f"{W}val", "123")
        first.addnext(twin)

    assert told(after(copied)) == ([*ALL[:2], *ALL], [], [], [])


def test_one_of_two_copies_that_was_edited_differs():
    def edited(body):
        first = next(body.iter(f"{W}p"))
        first.addnext(copy.deepcopy(first))
        texts(controls(body)[2])[0].text = "301个"

    assert told(after(edited)) == ([*ALL[:2], *ALL[1:]], ["301个"], [], [])


def unwrap(control):
    for child in list(control.find(f"{W}sdtContent")):
        control.addprevious(child)
    control.getparent().remove(control)


def test_a_control_that_was_deleted_leaves_a_number_without_a_receipt():
    found = after(lambda body: unwrap(controls(body)[0]))
    assert told(found) == (ALL[1:], [], ["247个"], ["BRF-107"])
    (warning,) = found.warnings()
    assert "新开工项目" in warning.text


def test_a_control_that_was_deleted_and_its_number_changed_is_unbound():
    def edit(body):
        texts(controls(body)[0])[0].text = "三百零一个"
        unwrap(controls(body)[0])

    assert told(after(edit)) == (ALL[1:], [], ["三百零一个"], [])


def beside(before="", shown=None, behind=""):
    def edit(body):
        control = controls(body)[0]
        if shown is not None:
            texts(control)[0].text = shown
        control.addprevious(run(before))
        control.addnext(run(behind))

    return edit


@pytest.mark.parametrize(
    ("edit", "differing"),
    [
        (beside("1"), "1247个"),
        (beside("3", "01个"), "301个"),
        (beside("\uff13"), "\uff13247个"),
        (beside("-"), "-247个"),
        (beside("1,"), "1,247个"),
        (beside("", "24", "7个"), "247"),
        (beside("", "247", ".5万个"), "247.5"),
    ],
)
def test_digits_typed_right_beside_a_control_belong_to_the_number(edit, differing):
    bound, differs, _unbound, _faults = told(after(edit))
    assert (bound, differs) == (ALL[1:], [differing])


@pytest.mark.parametrize("before", ["A-", "第", "1.", "5G", "2023年", "12\uff0c", "12、", "1234,"])
def test_what_is_no_part_of_the_number_is_left_outside(before):
    assert told(after(beside(before)))[0] == ALL


def test_neighbours_are_read_apart():
    found = after(lambda body: None, '{{ fig("IND-PRJ-STARTED") }}{{ fig("IND-OFFICIAL") }}')
    assert told(found)[0] == ["247个", "8.6%"]


def test_a_control_within_another_is_read_for_itself():
    """Newer programs that nest neighbours keep both tags."""

    def nest(body):
        first, second, _third = controls(body)
        first.find(f"{W}sdtContent").append(second)

    assert told(after(nest)) == (ALL, [], [], [])


def test_a_span_with_a_hyphen_that_must_not_break_is_no_number():
    def edit(body):
        paragraph = next(body.iter(f"{W}p"))
        paragraph.insert(0, make("w:r", None, make("w:t"), make("w:noBreakHyphen"), make("w:t")))
        pieces = list(paragraph[0].iter(f"{W}t"))
        pieces[0].text, pieces[1].text = "1", "11月份,"

    assert told(after(edit)) == (ALL, [], [], [])


def test_the_code_of_a_field_is_no_text_and_its_result_is():
    def edit(body):
        paragraph = next(body.iter(f"{W}p"))
        code = make("w:instrText")
        code.text = " REF _Ref99 "
        begin, apart, end = (
            make("w:r", None, make("w:fldChar", {"w:fldCharType": kind}))
            for kind in ("begin", "separate", "end")
        )
        for piece in (begin, make("w:r", None, code), apart, run("88家"), end):
            paragraph.append(piece)

    assert told(after(edit)) == (ALL, [], ["88家"], [])


def tracked(tag, text, within="w:t"):
    piece = make(within)
    piece.text = text
    return make(tag, {"w:id": "9", "w:author": "张"}, make("w:r", None, piece))


def test_tracked_changes_are_told_with_their_words_and_not_guessed():
    def edit(body):
        control = controls(body)[0]
        content = control.find(f"{W}sdtContent")
        texts(control)[0].text = ""
        content.append(tracked("w:del", "247个", "w:delText"))
        content.append(tracked("w:ins", "301个"))

    found = after(edit)
    (fault,) = found.faults
    assert (fault.code, fault.place.line) == ("BRF-120", 1)
    assert "插入“301个”，删除“247个”" in fault.text


@pytest.mark.parametrize("tag", ["w:ins", "w:del"])
def test_a_row_that_is_tracked_is_told_at_its_first_paragraph(tag):
    def edit(body):
        sentence_into_a_table(body)
        next(body.iter(f"{W}tr")).insert(0, make("w:trPr", None, make(tag, {"w:id": "9"})))

    (fault,) = after(edit).faults
    assert (fault.code, fault.place.line) == ("BRF-120", 1)


def test_accepted_changes_are_no_matter():
    def edit(body):
        control = controls(body)[0]
        texts(control)[0].text = "301个"

    assert told(after(edit)) == (ALL[1:], ["301个"], [], [])


def test_hidden_text_is_told():
    def edit(body):
        piece = run("内部口径", make("w:rPr", None, make("w:vanish")))
        next(body.iter(f"{W}p")).append(piece)

    assert told(after(edit))[3] == ["BRF-121"]


@pytest.mark.parametrize(("value", "faults"), [("1", ["BRF-121"]), ("0", [])])
def test_text_that_a_style_hides_is_told(value, faults):
    document = drafted(template_of(*SENTENCES)).document
    styled = make("w:rPr", None, make("w:rStyle", {"w:val": "Secret"}))
    next(document.element.body.iter(f"{W}p")).append(run("内部口径", styled))
    hides = make("w:rPr", None, make("w:vanish", {"w:val": value}))
    style = {"w:type": "character", "w:styleId": "Secret"}
    document.styles.element.append(make("w:style", style, hides))
    assert told(examine(saved(document).content, "d.docx", TestSource()))[3] == faults


def test_a_file_inserted_as_a_whole_is_told():
    def edit(body):
        body.insert(1, make("w:altChunk"))

    (fault,) = after(edit).faults
    assert (fault.code, "整体插入" in fault.text) == ("BRF-122", True)


def test_the_part_with_the_text_may_have_another_name():
    """Word on the web calls it document2.xml."""
    content = drafted(template_of(*SENTENCES)).content()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            renamed = source.read(name).replace(b"word/document.xml", b"word/document2.xml")
            target.writestr(
                name.replace("word/document", "word/document2"),
                renamed.replace(b"/word/document.xml", b"/word/document2.xml"),
            )
    found = examine(out.getvalue(), "d.docx", TestSource())
    assert told(found)[0] == ALL


@pytest.mark.parametrize(
    ("word", "control", "is_true"),
    [
        ("超过", 0, False),  # 247个 are not more than 247
        ("近", 0, False),
        ("约", 0, True),
        ("超过", 1, False),  # 201.25亿元 are less than the 201.3 printed
        ("接近", 1, True),
        ("签约", 0, True),
        ("最近", 0, True),
        ("反超", 0, True),
    ],
)
def test_a_word_typed_before_a_figure_is_checked(word, control, is_true):
    found = after(lambda body: controls(body)[control].addprevious(run(word)))
    assert told(found)[0] == ALL
    warnings = [fault.code for fault in found.warnings()]
    assert warnings == ([] if is_true else ["BRF-108"])


def test_a_word_before_a_rounded_number_is_true_of_the_value():
    """Rounded down by hand, 超过 is true; the number differs all the same."""

    def edit(body):
        texts(controls(body)[1])[0].text = "201亿元"
        controls(body)[1].addprevious(run("超过"))

    found = after(edit)
    assert (told(found)[1], found.untrue) == (["201亿元"], ())
