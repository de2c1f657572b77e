"""A document asks for its figures together; documents of one month share what was computed."""

import pytest
from tests.briefing import ledger_city
from tests.briefing.city import TestSource
from tests.briefing.papers import drafted, template_of
from tests.fixtures.viewers import office

from chainchief.briefing.issue import later_differences
from chainchief.briefing.issue.examination import examine
from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.render.documents import render
from chainchief.briefing.resolve import ledger_source
from chainchief.briefing.resolve.ledger_source import source_for
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close

NOVEMBER = Month(2023, 11)


@pytest.fixture
def asked(monkeypatch, ledger):
    """Which codes figures were computed for, each time; None is all of them."""
    ledger_city.build()
    asked = []
    compute = ledger_source.figures_for

    def counting(*args, **options):
        asked.append(options.get("codes"))
        return compute(*args, **options)

    monkeypatch.setattr(ledger_source, "figures_for", counting)
    return asked


def paper_of(folder, name, *codes):
    path = folder / f"{name}-template.docx"
    tags = "".join(f'{{{{ fig("{code}") }}}},' for code in codes)
    path.write_bytes(template_of("今年以来" + tags).content)
    render(str(path), NOVEMBER, folder / name)
    return folder / name


def test_a_template_says_what_it_will_ask_for_before_anything_is_asked():
    source = TestSource()
    drafted(
        template_of(
            '今年以来{{ fig("IND-PRJ-STARTED") }}{% if has("IND-RATE") %}甲{% endif %}',
            "{{ fig('IND-FURNISHED') }}",
        ),
        source,
    )
    assert source.expected == {"IND-PRJ-STARTED", "IND-RATE", "IND-FURNISHED"}


def test_a_document_is_computed_in_one_go_for_its_own_indicators(asked, tmp_path):
    close(NOVEMBER, viewer=office("王敏"), reason="")
    paper_of(tmp_path, "a.docx", "IND-PRJ-STARTED", "IND-PRJ-SIGNED")
    assert asked == [("IND-PRJ-SIGNED", "IND-PRJ-STARTED")]


def test_what_nobody_expected_computes_everything_once(asked):
    source = source_for(NOVEMBER, "working")
    source.expect(["IND-PRJ-STARTED", "IND-NOTHING"])
    for code in ("IND-PRJ-STARTED", "IND-PRJ-SIGNED", "IND-PRJ-STARTED", "IND-PRJ-SIGNED"):
        source.figure(ledger_source.Citation(code, NOVEMBER, division="371400"))
    assert asked == [("IND-PRJ-STARTED",), None]


def test_reading_back_asks_for_what_the_file_cites(asked, tmp_path):
    close(NOVEMBER, viewer=office("王敏"), reason="")
    paper = paper_of(tmp_path, "a.docx", "IND-PRJ-STARTED")
    asked.clear()
    examined = examine(paper.read_bytes(), "a.docx", source_for(NOVEMBER))
    assert [one.figure.display for one in examined.bound] == ["3个"]
    assert asked == [("IND-PRJ-STARTED",)]


def test_documents_of_one_month_open_todays_snapshot_once(asked, tmp_path, monkeypatch):
    close(NOVEMBER, viewer=office("王敏"), reason="")
    for name in ("a.docx", "b.docx"):
        issue(paper_of(tmp_path, name, "IND-PRJ-STARTED"), NOVEMBER, viewer=office("王主任"))
    ledger_city.start(9, "2023-11-20")
    opened = []
    monkeypatch.setattr(
        later_differences,
        "source_for",
        lambda *wanted: opened.append(wanted) or source_for(*wanted),
    )
    assert [fault.code for fault in later_differences.notices()] == ["BRF-130", "BRF-130"]
    assert sorted(opened) == [(NOVEMBER, "2023-11r1"), (NOVEMBER, "working")]
