"""All the way: a ledger, a closed month, a draft, an issued document, and `verify`."""

import pytest
from tests.briefing import ledger_city
from tests.briefing.papers import W, edited, template_of
from tests.fixtures.viewers import office

from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.issue.verification import verify
from chainchief.briefing.readback.confined import read_document, read_figures
from chainchief.briefing.render.documents import render
from chainchief.briefing.resolve.ledger_source import LedgerSource, source_for
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close, reopen

NOVEMBER = Month(2023, 11)


@pytest.fixture
def city(ledger_with):
    return ledger_with(ledger_city.build)


@pytest.fixture
def closed(city):
    close(NOVEMBER, viewer=office("王主任"), reason="月度关账")
    return city


def rendered(tmp_path, *paragraphs, **options):
    template = tmp_path / "t.docx"
    template.write_bytes(template_of(*paragraphs).content)
    return render(str(template), NOVEMBER, tmp_path / "out.docx", **options)


def texts(path):
    return [one.text for one in read_figures(path)]


def test_the_monthly_note_comes_from_the_closed_month(closed, tmp_path):
    made = render("monthly-note", NOVEMBER, tmp_path / "note.docx")
    assert made.snapshot == "2023-11r1"
    assert (made.counts.computed, made.counts.official, made.counts.furnished) == (15, 2, 2)
    assert texts(made.path)[:9] == [
        "8.6%",
        "1.7个百分点",
        "10.7%",
        "第5位",
        "3个",
        "1个",
        "15亿元",
        "3个",
        "100.0%",
    ]


def test_before_closing_it_comes_from_the_open_ledger(city, tmp_path):
    made = rendered(tmp_path, '{{ fig("IND-PRJ-STARTED") }}')
    assert (made.snapshot, texts(made.path)) == ("working", ["3个"])


def test_what_comes_later_changes_the_open_ledger_and_not_the_month(closed, tmp_path):
    ledger_city.start(5, "2023-11-20")
    assert texts(rendered(tmp_path, '{{ fig("IND-PRJ-STARTED") }}').path) == ["3个"]
    working = rendered(tmp_path, '{{ fig("IND-PRJ-STARTED") }}', snapshot="working")
    assert texts(working.path) == ["4个"]


def test_units_chains_spans_records_and_comparisons(closed, tmp_path):
    made = rendered(
        tmp_path,
        '{{ fig("IND-PRJ-STARTED", division="371481", chain="FOOD") }}',
        '{{ fig("IND-PRJ-STARTED", span="2023-01..2023-06") }}',
        '{{ fig("IND-PRJ-INVESTMENT", record="P-0002") }}',
        '{{ fig("IND-PRJ-STARTED", compare="yoy") }}',
        '{{ fig("IND-PRJ-STARTED", compare="plan") }}',
        '{{ fig("IND-PRJ-PLANNED-TOTAL", approx="超过", places=0) }}',
    )
    found = texts(made.path)
    assert found[:3] == ["3个", "2个", "20亿元"]
    assert "200.0%" in found[3]
    assert "75.0%" in found[4]
    assert found[5] == "超过64亿元"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ('{{ fig("IND-PRJ-INVESTMENT", record="P-002") }}', "BRF-015"),
        ('{{ fig("IND-PRJ-INVESTMENT") }}', "BRF-015"),
        ('{{ fig("IND-PRJ-INVESTMENT", record="P-0002", compare="yoy") }}', "BRF-016"),
        ('{{ fig("IND-OFF-IVA-GROWTH", chain="FOOD") }}', "BRF-013"),
        ('{{ fig("IND-PRJ-STARTED", span="2023-02..2023-11", compare="plan") }}', "BRF-016"),
        ('{{ fig("IND-PRJ-STARTED", compare="yoy", places=1) }}', "BRF-007"),
    ],
)
def test_what_the_indicators_refuse_is_a_fault_of_the_template(closed, tmp_path, tag, code):
    with pytest.raises(FaultsError) as refused:
        rendered(tmp_path, tag)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_fault_leaves_what_stood_there_untouched(closed, tmp_path):
    (tmp_path / "out.docx").write_bytes(b"old")
    with pytest.raises(FaultsError):
        rendered(tmp_path, '{{ fig("IND-NOTHING") }}')
    assert (tmp_path / "out.docx").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["out.docx", "t.docx"]


def test_an_ending_that_is_no_form_is_refused_first(closed, tmp_path):
    with pytest.raises(WrongUseError, match="odt"):
        render("monthly-note", NOVEMBER, tmp_path / "note.odt")


def test_review_names_the_records_behind_each_figure(closed, tmp_path):
    made = rendered(tmp_path, '{{ fig("IND-PRJ-FUNDS-RECOGNISED") }}', review=True)
    from tests.briefing.test_review_comments_carry_the_receipts_head import comments_of

    (text,) = comments_of(made.path).values()
    assert "P-0003 A公司 & B <3> (7.50亿元)；P-0002 A公司 & B <2> (5.00亿元)" in text
    assert "认定到位资金" in text


def test_an_issued_document_verifies_until_something_is_altered(closed, tmp_path):
    made = render("monthly-note", NOVEMBER, tmp_path / "note.docx")
    record = issue(made.path, NOVEMBER, viewer=office("王主任")).record
    assert (record.snapshot, record.figures.count()) == ("2023-11r1", 19)
    assert {one.state for one in record.figures.all()} == {"bound"}
    assert verify() == []


def test_a_revision_shows_what_differs_in_a_stale_draft(closed, tmp_path):
    made = rendered(tmp_path, '新开工{{ fig("IND-PRJ-STARTED") }}。')
    ledger_city.start(5, "2023-11-20")
    reopen(NOVEMBER, viewer=office("王主任"), reason="补报")
    close(NOVEMBER, viewer=office("王主任"), reason="补报后关账")
    with pytest.raises(FaultsError, match="4个"):
        issue(made.path, NOVEMBER, viewer=office("王主任"))


def test_an_issued_figure_outlives_a_new_revision_and_a_new_definition(closed, tmp_path, own_home):
    made = rendered(tmp_path, '新开工{{ fig("IND-PRJ-STARTED") }}。')
    issue(made.path, NOVEMBER, viewer=office("王主任"))
    ledger_city.start(5, "2023-11-20")
    reopen(NOVEMBER, viewer=office("王主任"), reason="补报")
    close(NOVEMBER, viewer=office("王主任"), reason="补报后关账")
    overlay = own_home / "presets" / "indicators-mine.yaml"
    overlay.parent.mkdir(exist_ok=True)
    overlay.write_text(_SIGNED_AS_STARTED, encoding="utf-8")
    assert source_for(NOVEMBER).catalogue.hashes["IND-PRJ-STARTED"]
    assert verify() == []


_SIGNED_AS_STARTED = """
- code: IND-PRJ-STARTED
  name: {zh: 新开工项目, en: Projects started}
  nature: flow
  source: project_stage
  where: {stage: producing}
  measure: {count: project}
  date: recognised_on
  unit: 个
  dimensions: [division, chain]
  receipt: [project.code, project.name]
  definition:
    - {valid_from: 2022-01-01, zh: 另一种口径。, en: Another definition.}
"""


def test_a_changed_value_in_the_register_is_noticed(closed, tmp_path):
    from chainchief.briefing.models import IssuedFigure
    from chainchief.ledger import changelog

    made = rendered(tmp_path, '新开工{{ fig("IND-PRJ-STARTED") }}。')
    issue(made.path, NOVEMBER, viewer=office("王主任"))
    with changelog.acting("某人", "改数"):
        IssuedFigure.objects.update(value="4", version=2)
    assert [fault.code for fault in verify()] == ["BRF-112"]


def test_what_is_issued_stands_in_the_change_log_and_is_sealed(closed, tmp_path):
    from chainchief.ledger import changelog

    made = rendered(tmp_path, '新开工{{ fig("IND-PRJ-STARTED") }}。')
    before = changelog.position()
    issue(made.path, NOVEMBER, viewer=office("王主任"))
    assert changelog.position() == before + 3  # the document, a definition, a figure
    assert changelog.verify() == []


def test_an_edited_number_differs(closed, tmp_path):
    made = rendered(tmp_path, '新开工{{ fig("IND-PRJ-STARTED") }}。')

    def change(root):
        next(root.iter(f"{W}sdt")).find(f"{W}sdtContent/{W}r/{W}t").text = "30个"

    with pytest.raises(FaultsError, match="30个"):
        issue(edited(made.path, change), NOVEMBER, viewer=office("王主任"))


def test_a_long_code_of_a_record_is_found_by_its_digest(closed):
    from chainchief.briefing.citations import Citation, digest_of

    source = source_for(NOVEMBER)
    citation = Citation("IND-PRJ-INVESTMENT", NOVEMBER, record=digest_of("P-0002"))
    assert source.figure(citation).display == "20亿元"


def test_all_cells_of_a_span_are_computed_once(closed, tmp_path, monkeypatch):
    from chainchief.briefing.resolve import ledger_source

    calls = []
    real = ledger_source.figures_for

    def counted(*args, **options):
        calls.append((str(options["span"]), options["codes"]))
        return real(*args, **options)

    monkeypatch.setattr(ledger_source, "figures_for", counted)
    render("monthly-note", NOVEMBER, tmp_path / "n.docx", review=True)
    (whole, cited), last = calls
    assert whole == "2023-01..2023-11"
    assert {"IND-PRJ-STARTED", "IND-PRJ-INVESTED"} < set(cited)
    assert last == ("2023-11..2023-11", ("IND-PRJ-STARTED",))


def test_the_cut_off_is_told_in_the_citys_time(closed):
    source = source_for(NOVEMBER)
    assert isinstance(source, LedgerSource)
    hour = int(source.opened.made_at[11:13])
    assert source.cut_off[11:13] == f"{(hour + 8) % 24:02d}"


def test_the_draft_reads_back_with_its_snapshot(closed, tmp_path):
    document = read_document(rendered(tmp_path, '{{ fig("IND-PRJ-STARTED") }}').path)
    assert document.snapshot == "2023-11r1"
    assert set(document.definitions) == {"IND-PRJ-STARTED"}
