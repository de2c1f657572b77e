"""A draft with gaps comes however little the ledger holds; without, all is refused at once."""

import json

import pytest
from tests.briefing.city import CITY, TestSource, figure
from tests.briefing.papers import template_of

from chainchief.briefing.citations import Citation
from chainchief.briefing.issue.examination import examine
from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.render.documents import render
from chainchief.briefing.render.rendering import draft
from chainchief.briefing.render.template_files import shipped_names
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.briefing.sources import Wording
from chainchief.cli.main import run
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.indicators.figures import MetricType
from chainchief.ledger.changelog import acting
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division

NOVEMBER = Month(2023, 11)


def source_with(code="IND-TRIPS", value=0, display="0次"):
    source = TestSource()
    source.table.append(figure(code, "外出招引", MetricType.FLOW, "次", value, display))
    return source


def made(*paragraphs, source=None):
    return draft(
        template_of(*paragraphs), RenderContext(source or source_with(), CITY), with_gaps=True
    )


def texts(made):
    return [one.text for one in read_content(made.content(), "d.docx").paragraphs if one.text]


@pytest.mark.parametrize("word", ["余", "超过", "突破", "近"])
def test_a_word_that_is_not_true_of_nothing_is_a_gap_with_its_reason(word):
    draft = made(f'招引{{{{ fig("IND-TRIPS", approx="{word}") }}}}。')
    reason = f"用“{word}”不符合事实：实际数值是0次"
    assert texts(draft)[0] == f"招引【待补：外出招引（{reason}）】。"
    (gap,) = draft.gaps
    assert gap.code == "BRF-014"
    assert gap.place.line == 1


@pytest.mark.parametrize("word", ["余", "超过", "突破", "近", "约"])
def test_a_word_beside_a_value_that_is_missing_is_a_gap(word):
    draft = made(f'增长{{{{ fig("IND-ABSENT", approx="{word}") }}}}。')
    assert texts(draft)[0] == "增长【待补：尚未发布的增速】。"
    assert [gap.code for gap in draft.gaps] == ["BRF-013"]


def test_the_same_tag_in_two_places_is_two_gaps():
    tag = '{{ fig("IND-TRIPS", approx="余") }}'
    assert [gap.place.line for gap in made(f"甲{tag}", f"乙{tag}").gaps] == [1, 2]


def test_a_wording_that_became_untrue_is_a_gap():
    source = source_with(value=100, display="100次")
    source.wordings[Citation("IND-TRIPS", NOVEMBER, CITY).tag] = Wording("240余次", "谨慎", "张")
    draft = made('招引{{ fig("IND-TRIPS") }}。', source=source)
    assert [gap.code for gap in draft.gaps] == ["BRF-034"]
    assert texts(draft)[0].startswith("招引【待补：外出招引（“240余次”对外出招引不属实")


def test_a_mistake_of_the_template_is_no_gap():
    with pytest.raises(FaultsError) as refused:
        made('{{ fig("IND-TRIPS", approx="余") }}{{ fig("IND-TRIPZ") }}')
    assert [fault.code for fault in refused.value.faults] == ["BRF-010"]


def test_without_gaps_the_refusal_lists_all_at_once():
    template = template_of('{{ fig("IND-TRIPS", approx="余") }}', '{{ fig("IND-ABSENT") }}')
    with pytest.raises(FaultsError) as refused:
        fill(template, RenderContext(source_with(), CITY))
    assert [fault.code for fault in refused.value.faults] == ["BRF-014", "BRF-013"]


def test_a_document_with_such_a_gap_cannot_be_issued():
    source = source_with()
    content = made('招引{{ fig("IND-TRIPS", approx="余") }}。', source=source).content()
    (fault,) = examine(content, "d.docx", source).faults
    assert fault.code == "BRF-106"
    assert "实际数值是0次）】" in fault.text


def test_a_unit_or_chain_that_is_not_there_is_told_once():
    template = template_of('{{ division() }}{{ fig("IND-TRIPS") }}', '{{ fig("IND-RATE") }}')
    with pytest.raises(FaultsError) as refused:
        fill(template, RenderContext(source_with(), "德州市", "FOOOD"))
    assert [fault.code for fault in refused.value.faults] == ["BRF-011", "BRF-012"]
    assert "是不是371400" in refused.value.faults[0].text
    assert "是不是FOOD" in refused.value.faults[1].text


def test_a_ledger_without_units_says_what_to_enter():
    source = source_with()
    source.divisions = dict
    with pytest.raises(FaultsError) as refused:
        fill(template_of('{{ division() }}{{ fig("IND-TRIPS") }}'), RenderContext(source, ""))
    (fault,) = refused.value.faults
    assert fault.code == "BRF-036"
    assert "chainchief import division" in fault.text


@pytest.fixture
def new_city(ledger):
    """A city of another province on its first day: its territory and one chain, nothing else."""
    with acting("王"):
        for code, name, level, parent in (
            ("320000", "江苏省", "province", None),
            ("320500", "苏州市", "city", "320000"),
            ("320581", "常熟市", "county", "320500"),
        ):
            Division.objects.create(code=code, name=name, level=level, parent_id=parent)
        Chain.objects.create(code="AUTO", name="汽车产业链", position=1)
    return ledger


_ABOUT = {"chain-note": {"chain": "AUTO"}, "county-sheet": {"division": "320581"}}


def test_a_new_city_has_a_draft_of_every_shipped_template(new_city, tmp_path):
    gaps = {}
    for name in shipped_names():
        options = {"with_gaps": True, **_ABOUT.get(name, {})}
        drafted = render(name, NOVEMBER, tmp_path / f"{name}.docx", **options)
        gaps[name] = {gap.code for gap in drafted.gaps}
    assert gaps["press-release"] == {"BRF-013"}
    assert set(gaps) == {"chain-note", "county-sheet", "monthly-note", "press-release"}


def test_the_command_lists_the_gaps_for_programs_too(new_city, tmp_path, capsys):
    out = str(tmp_path / "d.docx")
    asked = ["brief", "monthly-note", "2023-11", "-o", out, "--with-gaps", "--json"]
    assert run(asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert "截至2023年11月尚未收到供数" in told["gaps"][-1]["why"]


def test_a_sheet_comes_with_gaps_too(new_city, tmp_path, capsys):
    out = tmp_path / "v.xlsx"
    asked = ["sheet", "verification", "monthly-note", "2023-11", "-o", str(out)]
    assert run(asked) == 1
    assert not out.exists()
    assert run([*asked, "--with-gaps"]) == 0
    assert out.exists()
