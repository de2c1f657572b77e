"""What is exported can be imported again, for every kind, in every form: nothing changes."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixtures.viewers import office
from tests.intake.drawn_records import rows_of
from tests.intake.records import KINDS, contents, enter_typed, sample, typed

from chainchief.core.i18n import speaking
from chainchief.ledger.exchange.exporting import export_kind

FORMS = [("t.xlsx", "utf-8"), ("t.csv", "utf-8"), ("t.csv", "gb18030")]
#: How many tables are drawn of each kind: the forms differ in how they are read, not in what.
DRAWN = [3, 2, 1]


@contextmanager
def undone():
    """What is written within is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def assert_comes_back(kind, rows, take, folder: Path, form, language="zh-hans"):
    """Export, forget the records, import: the same contents; import again: nothing changes."""
    name, encoding = form
    path = folder / name
    with undone(), speaking(language):
        enter_typed(kind, *rows)
        before = contents(kind)
        export_kind(kind, path, encoding=encoding, force=True, viewer=office())
        unchanged = take(kind, path)
        assert [fault.text for fault in unchanged.faults] == []
        assert (unchanged.created, unchanged.revised) == (0, 0)
    with undone():
        created = take(kind, path)
        assert [fault.text for fault in created.faults] == []
        assert created.created == len(rows)
        assert contents(kind) == before


@pytest.mark.parametrize(
    ("form", "drawn"), [*zip(FORMS, DRAWN, strict=True)], ids=["xlsx", "csv", "csv-gb18030"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_export_then_import_is_the_identity(city, take, tmp_path, read_here, kind, form, drawn):
    @settings(
        max_examples=drawn,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        derandomize=True,
        database=None,
    )
    @given(st.data())
    def run(data):
        assert_comes_back(kind, data.draw(rows_of(kind)), take, tmp_path, form)

    run()


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_export_then_import_is_the_identity_for_many_records(city, take, tmp_path, read_here, kind):
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data(), st.sampled_from(FORMS))
    def run(data, form):
        assert_comes_back(kind, data.draw(rows_of(kind)), take, tmp_path, form)

    run()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_in_one_language_is_read_by_a_colleague_in_the_other(
    city, take, tmp_path, read_here, kind, language
):
    other = "en" if language == "zh-hans" else "zh-hans"
    enter_typed(kind, *(typed(kind, sample(kind, i)) for i in range(2)))
    with speaking(language):
        export_kind(kind, tmp_path / "t.xlsx", viewer=office())
    with speaking(other):
        result = take(kind, tmp_path / "t.xlsx")
    assert [fault.text for fault in result.faults] == []
    assert (result.created, result.revised) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_is_an_empty_table_that_can_be_read(city, take, tmp_path, read_here, kind):
    export_kind(kind, tmp_path / "模板.xlsx", template=True, viewer=office())
    result = take(kind, tmp_path / "模板.xlsx")
    assert result.accepted
    assert [fault.code for fault in result.warnings] == ["CHK-218"]


@pytest.mark.parametrize(
    "name",
    [
        "=cmd|' /C calc'!A0",
        "+8613800000000",
        "-1+2",
        "@SUM(A1)",
        "'=1",
        "''=1",
        "'t Hooft",
        "\uff1d全角",
        "00123",
        "1e5",
        "2023-11-30",
        "#REF!",
        "TRUE",
        '"引号",逗号;分号',
        "两行\n名称",
        "䶮煇喆𠮷",
    ],
)
@pytest.mark.parametrize("form", FORMS, ids=["xlsx", "csv", "csv-gb18030"])
def test_text_that_looks_like_something_else_stays_text(
    city, take, tmp_path, read_here, name, form
):
    row = typed("project", {"code": "X1", "name": name, "division": "371402"})
    assert_comes_back("project", [row], take, tmp_path, form)


@pytest.mark.parametrize("form", FORMS, ids=["xlsx", "csv", "csv-gb18030"])
def test_amounts_beyond_what_a_double_holds_come_back_to_the_fen(
    city, take, tmp_path, read_here, form
):
    rows = [
        {
            **typed("project", {"code": f"X{i}", "name": "大", "division": "371402"}),
            "total_investment": v,
        }
        for i, v in enumerate((1, 10**17 - 1, 10**17, 12_345_678_901_234_567, 0))
    ]
    assert_comes_back("project", rows, take, tmp_path, form)
