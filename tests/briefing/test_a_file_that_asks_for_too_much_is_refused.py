"""Work without end, memory without end, pipes: one clear fault, and the command goes on."""

import os
import sys
from pathlib import Path

import pytest
from lxml import etree
from tests.briefing import odd_documents as odd
from tests.briefing.city import NOVEMBER, TestSource
from tests.fixtures.viewers import office

from chainchief.briefing.citations import Citation
from chainchief.briefing.docx.ooxml import control, make, run
from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.readback import confined
from chainchief.briefing.readback.final_text import look
from chainchief.briefing.render.documents import render
from chainchief.briefing.render.template_files import read_template
from chainchief.core.faults import FaultsError
from chainchief.intake.files.confined import ProcessEndedError


def ways(path):
    """Every command that takes a document."""
    return (
        lambda: read_template(path),
        lambda: render(str(path), NOVEMBER, path.parent / "out.docx", source=TestSource()),
        lambda: issue(path, NOVEMBER, viewer=office("a"), source=TestSource()),
        lambda: confined.bytes_of(path),
    )


@pytest.mark.parametrize("way", range(4))
@pytest.mark.parametrize("make_it", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused_at_once(make_it, way, tmp_path):
    path = tmp_path / "d.docx"
    make_it(path)
    with pytest.raises(FaultsError, match="BRF-001"):
        ways(path)[way]()


def test_a_link_to_a_device_is_refused(tmp_path):
    path = tmp_path / "d.docx"
    path.symlink_to("/dev/zero")
    with pytest.raises(FaultsError, match="BRF-001"):
        confined.bytes_of(path)


def test_a_file_larger_than_is_read_is_refused_unread(tmp_path):
    path = tmp_path / "d.docx"
    with path.open("wb") as stream:
        stream.truncate(61 * 2**20)
    with pytest.raises(FaultsError, match="BRF-040"):
        confined.bytes_of(path)


def test_a_file_that_is_gone_is_a_fault(tmp_path):
    with pytest.raises(FaultsError, match="BRF-001"):
        confined.bytes_of(tmp_path / "gone.docx")


def test_a_process_that_breaks_off_is_one_fault_of_the_file(monkeypatch):
    def ended(_module, _request):
        raise ProcessEndedError("x")

    monkeypatch.setattr(confined, "run_confined", ended)
    for ask in (confined.opened, confined.final_text_in_file, confined.cleaned):
        with pytest.raises(FaultsError, match="BRF-040") as refused:
            ask(b"x", "d.docx")
        assert len(refused.value.faults) == 1


def test_what_is_read_elsewhere_is_what_is_read_here():
    assert confined.final_text_in_file(odd.sound(), "d.docx") == look(odd.sound(), "d.docx")


def test_a_fault_found_elsewhere_keeps_its_place():
    content = odd.in_text("<w:p><w:ins w:id='1'><w:r><w:t>新</w:t></w:r></w:ins></w:p>")
    assert confined.final_text_in_file(content, "d.docx") == look(content, "d.docx")


def calls_of(work):
    """How many functions of Python `work` calls: the same on every machine."""
    called = 0

    def count(_frame, event, _argument):
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return called


TAG = Citation("IND-PRJ-STARTED", NOVEMBER, division="371400").tag


def plain(number):
    return make("w:p", None, run(f"第{number}条，新开工{number}个"))


def with_control(number):
    made = control(
        number=number, tag=TAG, alias="x", text="247个", bookmark_id=number, properties=None
    )
    return make("w:p", None, made)


def around(tag, paragraphs):
    settings = make("w:sdtPr", None, make("w:tag", {"w:val": tag}))
    return [make("w:sdt", None, settings, make("w:sdtContent", None, *paragraphs))]


SHAPES = {
    "paragraphs": lambda count: map(plain, range(count)),
    "controls": lambda count: map(with_control, range(count)),
    "one control around all": lambda count: around(TAG, map(plain, range(count))),
    "a control of others around all": lambda count: around("x", map(plain, range(count))),
    "one row for each": lambda count: [
        make(
            "w:tbl", None, *(make("w:tr", None, make("w:tc", None, plain(n))) for n in range(count))
        )
    ],
    "controls in one paragraph": lambda count: [
        make("w:p", None, *(child for n in range(count) for child in with_control(n)))
    ],
}


def document_of(shape, count):
    members = odd.members_of()
    root = etree.fromstring(members[odd.TEXT])
    end = root[0][-1]
    for element in SHAPES[shape](count):
        end.addprevious(element)
    return odd.packed({**members, odd.TEXT: etree.tostring(root)})


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_long_a_document_is_twice_the_work(shape):
    few, many = (document_of(shape, count) for count in (100, 200))
    look(few, "d.docx")  # what is loaded once is not counted
    ratio = calls_of(lambda: look(many, "d.docx")) / calls_of(lambda: look(few, "d.docx"))
    assert ratio < 2.2


def test_the_limits_of_the_process_are_set_before_anything_is_read():
    process = Path(confined.__file__).parents[1] / "reading_process.py"
    source = process.read_text(encoding="utf-8")
    assert source.index("confine()\n") < source.index('answer(request["work"]')
