"""Conditions and lists in a template: what stands, what goes, and what is told of wrong ones."""

import io

import docx
import pytest
from tests.briefing.city import CITY, TestSource, contribution, figure
from tests.briefing.papers import drafted, saved, template_of

from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.core.faults import FaultsError
from chainchief.indicators.figures import MetricType, Receipt

#: Of the test city: 247 projects started, a rate of 86.25 %, and one figure that is not there.
STARTED, RATE, ABSENT = '"IND-PRJ-STARTED"', '"IND-RATE"', '"IND-ABSENT"'


class ChainsSource(TestSource):
    """Beside the figures of the test city, one that counts two chains."""

    def indicators(self):
        return {**super().indicators(), "IND-CHAINS": "标志性产业链"}

    def claims(self):
        return {"CLM-YES": "已通线量产", "CLM-NO": "未获证明"}

    def figure(self, citation):
        if citation.is_claim:
            proved = citation.code == "CLM-YES"
            why = {} if proved else {"absent": "没有记录"}
            return figure(
                citation.code, "论断", MetricType.RECORD, "个", 1 if proved else None, "", **why
            )
        if citation.code == "IND-CHAINS":
            return figure("IND-CHAINS", "标志性产业链", MetricType.STOCK, "条", 2, "2条")
        return super().figure(citation)

    def receipt(self, citation):
        if citation.code != "IND-CHAINS":
            return super().receipt(citation)
        lines = [contribution(n, 1) for n in (1, 2)]
        for line, code in zip(lines, ("NEW-IT", "FOOD"), strict=True):
            object.__setattr__(line, "kind", "chain")
            object.__setattr__(line, "code", code)
        return Receipt(self.figure(citation), tuple(lines))


def text_of(*paragraphs, source=None):
    """The paragraphs that a template of these comes to, without the sentence of counts."""
    made = drafted(template_of(*paragraphs), source or ChainsSource())
    return [p.text for p in made.document.paragraphs if "项数据" not in p.text and p.text]


def read_back(template, source=None):
    made = drafted(template, source or ChainsSource())
    return [(f.tag, f.text) for f in read_content(made.content(), "x").figures]


def faults_of(*paragraphs):
    with pytest.raises(FaultsError) as refused:
        fill(template_of(*paragraphs), RenderContext(ChainsSource(), CITY))
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("condition", "stands"),
    [
        (f"has({STARTED})", True),
        (f"has({ABSENT})", False),
        (f"not has({ABSENT})", True),
        (f"reaches({STARTED}, 247)", True),
        (f"reaches({STARTED}, 248)", False),
        (f"reaches({RATE}, 86.25)", True),  # the exact value, not the 86.3% that is printed
        (f"reaches({RATE}, 86.26)", False),
        ('reaches("IND-LOSS", -3)', True),
        ('reaches("IND-LOSS", -2)', False),
        (f"reaches({ABSENT}, 0)", False),
        (f'has({STARTED}, compare="yoy")', True),
        (f'has({STARTED}, compare="plan")', False),  # the test city has no plan
        ('holds("CLM-YES")', True),
        ('holds("CLM-NO")', False),
        (f"has({ABSENT}) or reaches({STARTED}, 1)", True),
        (f"has({STARTED}) and has({ABSENT})", False),
        (f"not (has({STARTED}) and has({ABSENT}))", True),
        (f"reaches({STARTED}，10，chain=“NEW-IT”)", True),
    ],
)
def test_a_sentence_stands_only_if_its_condition_holds(condition, stands):
    (text,) = text_of(f"一。{{% if {condition} %}}二。{{% endif %}}三。")
    assert text == ("一。二。三。" if stands else "一。三。")


def test_the_other_sentence_stands_where_it_does_not_hold():
    shape = '{%% if reaches("IND-PRJ-STARTED", %d) %%}多{%% else %%}少{%% endif %%}'
    assert text_of(shape % 200) == ["多"]
    assert text_of(shape % 300) == ["少"]


def test_a_figure_of_the_sentence_is_bound_and_one_that_went_is_not_asked_for():
    template = template_of(
        f"{{% if has({ABSENT}) %}}增速{{{{ fig({ABSENT}) }}}},{{% endif %}}"
        f"开工{{{{ fig({STARTED}) }}}}。"
    )
    assert read_back(template) == [("cc:IND-PRJ-STARTED@2023-11/371400", "247个")]


def test_whole_paragraphs_and_the_tables_between_go_together():
    document = docx.Document()
    for text in ("前", f"{{% if has({ABSENT}) %}}", "中"):
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "表"
    for text in ("{% else %}", "反", "{% endif %}", "后"):
        document.add_paragraph(text)
    made = drafted(saved(document)).document
    assert [p.text for p in made.paragraphs][:3] == ["前", "反", "后"]
    assert made.tables == []


def test_a_paragraph_that_was_one_condition_leaves_no_empty_line():
    texts = text_of("前", f"{{% if has({ABSENT}) %}}只有这句{{% endif %}}", "后")
    assert texts == ["前", "后"]
    made = drafted(template_of("前", f"{{% if has({ABSENT}) %}}只有这句{{% endif %}}", "后"))
    assert [p.text for p in made.document.paragraphs] == ["前", "后"]


def test_conditions_stand_inside_conditions():
    inner = '{% if reaches("IND-PRJ-STARTED", 300) %}甲{% else %}乙{% endif %}'
    assert text_of(f"{{% if has({STARTED}) %}}({inner}){{% else %}}丙{{% endif %}}") == ["(乙)"]
    assert text_of("{% if has(" + STARTED + ") %}", inner, "{% endif %}") == ["乙"]


def test_word_may_have_split_a_statement_into_runs():
    pieces = ["一", "{% i", f"f has({ABSENT}) %", "}二{", "% end", "if %}三"]
    assert text_of(pieces) == ["一三"]


def test_the_form_of_what_stays_is_as_it_was():
    document = docx.Document()
    line = document.add_paragraph()
    line.add_run(f"{{% if has({STARTED}) %}}")
    line.add_run("粗").bold = True
    line.add_run("{% endif %}细")
    made = drafted(saved(document)).document
    assert [(run.text, run.bold) for run in made.paragraphs[0].runs if run.text] == [
        ("粗", True),
        ("细", None),
    ]


def test_a_list_repeats_its_paragraphs_for_each_chain_that_is_counted():
    template = template_of(
        '{% for chain in counted("IND-CHAINS") %}',
        f"{{{{ chain() }}}}:{{{{ fig({STARTED}) }}}},全市{{{{ fig({STARTED}, chain='') }}}}。",
        "{% endfor %}",
    )
    assert read_back(template) == [
        ("cc:IND-PRJ-STARTED@2023-11/371400/FOOD", "247个"),
        ("cc:IND-PRJ-STARTED@2023-11/371400", "247个"),
        ("cc:IND-PRJ-STARTED@2023-11/371400/NEW-IT", "12个"),
        ("cc:IND-PRJ-STARTED@2023-11/371400", "247个"),
    ]
    texts = [p.text for p in drafted(template, ChainsSource()).document.paragraphs]
    assert [text[:4] for text in texts[:2]] == ["食品加工", "新一代信"]


def test_a_list_repeats_the_rows_of_a_table_and_conditions_are_about_each_entry():
    document = docx.Document()
    table = document.add_table(4, 2)
    table.cell(0, 0).text = "产业链"
    table.cell(1, 0).text = '{% for chain in counted("IND-CHAINS") %}'
    table.cell(2, 0).text = "{{ chain() }}"
    table.cell(2, 1).text = f"{{% if reaches({STARTED}, 100) %}}多{{% else %}}少{{% endif %}}"
    table.cell(3, 0).text = "{% endfor %}"
    (made,) = drafted(saved(document), ChainsSource()).document.tables
    cells = [[cell.text for cell in row.cells] for row in made.rows]
    assert cells == [["产业链", ""], ["食品加工", "多"], ["新一代信息技术", "少"]]


def test_a_cell_whose_only_paragraph_went_keeps_an_empty_one():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = f"{{% if has({ABSENT}) %}}空{{% endif %}}"
    table.cell(0, 1).text = "有"
    content = drafted(saved(document)).content()
    (made,) = docx.Document(io.BytesIO(content)).tables
    assert [cell.text for cell in made.rows[0].cells] == ["", "有"]


@pytest.mark.parametrize(
    ("paragraphs", "codes"),
    [
        (["{% endif %}"], ["BRF-022"]),
        (["{% else %}"], ["BRF-022"]),
        ([f"{{% if has({STARTED}) %}}甲"], ["BRF-023"]),
        ([f"{{% if has({STARTED}) %}}甲", "{% endif %}"], ["BRF-024"]),
        ([f"{{% if has({STARTED}) %}}", "甲{% endif %}"], ["BRF-024"]),
        (['{% for chain in counted("IND-CHAINS") %}甲{% endfor %}'], ["BRF-025"]),
        (['{% for chain in counted("IND-PRJ-STARTED") %}', "甲", "{% endfor %}"], ["BRF-026"]),
        (["{% set x = 1 %}"], ["BRF-021"]),
        (["{% if 1 %}甲{% endif %}"], ["BRF-005"]),
        (["{% if had('IND-RATE') %}甲{% endif %}"], ["BRF-004"]),
        (["{% if reaches('IND-RATE') %}甲{% endif %}"], ["BRF-008"]),
        (["{% if reaches('IND-RATE', 'x') %}甲{% endif %}"], ["BRF-007"]),
        (["{% if has('IND-RATS') %}甲{% endif %}"], ["BRF-010"]),
        (["{% if holds('CLM-X') and has('IND-RATS') %}甲{% endif %}"], ["BRF-020", "BRF-010"]),
    ],
)
def test_each_wrong_statement_is_told_once_with_its_code(paragraphs, codes):
    assert faults_of(*paragraphs) == codes


def test_a_branch_that_does_not_stand_is_checked_all_the_same():
    codes = faults_of(
        f"{{% if has({ABSENT}) %}}{{{{ fig('IND-NOTHING') }}}}{{{{ fig({ABSENT}) }}}}{{% endif %}}"
    )
    assert codes == ["BRF-010"]  # the missing value is no fault, the unknown indicator is


def test_statements_in_different_cells_belong_to_no_block():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = f"{{% if has({STARTED}) %}}"
    table.cell(0, 1).text = "{% endif %}"
    with pytest.raises(FaultsError) as refused:
        fill(saved(document), RenderContext(TestSource(), CITY))
    assert [fault.code for fault in refused.value.faults] == ["BRF-024"]
