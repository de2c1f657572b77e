"""The template `monthly-note`: one or two pages a month on the projects of the chains.

Its sentences hold for any value: which way a rate went is only said where a condition has asked,
because a template cannot know it beforehand.
"""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from chainchief.briefing.docx.letterform import (
    CHARACTER_MM,
    SANHAO,
    XIAOSI,
    add,
    add_data_note,
    add_signature,
    blank_letter,
    rule_above,
    rule_below,
    tab_at_right,
)
from chainchief.briefing.shipped.phrases import above_the_province, grew

_ABOUT_THE_DATA = (
    "数据说明:本期数字取自快照{{ snapshot() }},台账截止{{ cutoff() }},封存码{{ anchor() }}。"
    "项目开工、签约以认定日期归入月份;完成投资和到位资金取项目当年最后一次月报。"
)

#: What is not told by chain, whichever chain the note is about.
_CITY = 'chain=""'
_BODY = (
    (
        "公文正文",
        "现将{{ division() }}{{ year() }}年{{ span() }}份{{ chain() }}项目推进情况报告如下。"
        "除另有说明外,各项数字均为当年1月至本月累计数。",
    ),
    ("一级标题", "一、工业运行"),
    (
        "公文正文",
        f"全市规模以上工业增加值{grew('IND-OFF-IVA-GROWTH', _CITY)},"
        f"{above_the_province('IND-OFF-IVA-OVER-PROV', _CITY)};"
        f"制造业技改投资{grew('IND-OFF-TECH-GROWTH', _CITY)},"
        '增速居全省{{ fig("IND-OFF-TECH-RANK", chain="") }}。',
    ),
    ("一级标题", "二、项目开工与资金到位"),
    (
        "公文正文",
        '新开工标志性产业链项目{{ fig("IND-PRJ-STARTED") }},'
        '其中{{ month() }}当月{{ fig("IND-PRJ-STARTED", span="month") }};'
        '上述项目经认定的到位资金{{ fig("IND-PRJ-FUNDS-RECOGNISED") }}。'
        '同期新签约产业链项目{{ fig("IND-PRJ-SIGNED") }},'
        '新开工与新签约项目数之比为{{ fig("IND-PRJ-START-RATE") }}。',
    ),
    (
        "公文正文",
        '在册产业链项目计划总投资{{ fig("IND-PRJ-PLANNED-TOTAL") }},'
        '本年完成投资{{ fig("IND-PRJ-INVESTED") }},'
        '占计划总投资的{{ fig("IND-PRJ-INVESTED-RATE") }}。',
    ),
    ("一级标题", "三、工业技术改造"),
    (
        "公文正文",
        '列入省技术改造导向目录的重点项目{{ fig("IND-PRJ-LIST-PROV") }},'
        '本年完成投资{{ fig("IND-PRJ-INVESTED-PROV") }};'
        '列入市级工业重点技改名单的项目{{ fig("IND-PRJ-LIST-CITY") }},'
        '本年完成投资{{ fig("IND-PRJ-INVESTED-CITY") }}。'
        '两份名单有交叉,去除重复后共{{ fig("IND-PRJ-LIST-EITHER") }}。',
    ),
    ("一级标题", "四、数字基础设施"),
    (
        "公文正文",
        "据通信管理部门提供的数字,截至{{ month() }}末,"
        '全市累计建设5G基站{{ fig("IND-FUR-5G-STATIONS", chain="") }},'
        '重点场所5G网络通达率为{{ fig("IND-FUR-5G-REACH", chain="") }}。',
    ),
)


def monthly_note() -> Document:
    """The template as a document, ready to be packed."""
    document = blank_letter()
    _masthead(document)
    add(document, "公文标题", "{{ division() }}{{ month() }}产业链项目推进情况")
    add(document, "公文正文")
    for style, text in _BODY:
        add(document, style, text)
    add(document, "公文正文")
    add_signature(document, "市产业链链长制办公室")
    add_data_note(document, _ABOUT_THE_DATA)
    _distribution(document)
    return document


def _masthead(document: Document) -> None:
    add(document, "版头", "产业链工作月报")
    number = add(document, "版头说明", "第    期")
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line = add(document, "版头说明", "市产业链链长制办公室\t{{ month(1) }}    日")
    tab_at_right(line)
    rule_below(line)
    add(document, "公文正文")


def _distribution(document: Document) -> None:
    """版记: who gets it, between two thin rules, in a smaller size (7.4)."""
    line = add(document, "落款", "报:总链长,各产业链链长。")
    second = add(document, "落款", "送:市直有关部门,各县市区。")
    for paragraph in (line, second):
        paragraph.paragraph_format.first_line_indent = Mm(CHARACTER_MM)
        paragraph.paragraph_format.line_spacing = Pt(22)
        paragraph.paragraph_format.keep_together = True
        for run in paragraph.runs:
            run.font.size = Pt(XIAOSI + (SANHAO - XIAOSI) / 2)
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_before = Pt(14)
    rule_above(line)
    rule_below(second, colour="000000", eighths=6)
