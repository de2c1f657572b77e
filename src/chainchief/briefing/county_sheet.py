"""The template `county-sheet`: a page a month for a county, beside its own plan and last year."""

from docx.document import Document

from chainchief.briefing.letterform import add, add_data_note, blank_letter

#: Indicator, whether it is set against last year, whether against the year's plan.
_LINES = (
    ("新开工标志性产业链项目", "IND-PRJ-STARTED", True, True),
    ("其中：经认定到位资金", "IND-PRJ-FUNDS-RECOGNISED", False, True),
    ("新签约产业链项目", "IND-PRJ-SIGNED", True, False),
    ("产业链项目完成投资", "IND-PRJ-INVESTED", False, False),
    ("省技改导向目录重点项目", "IND-PRJ-LIST-PROV", False, False),
    ("规模以上工业企业", "IND-FRM-ABOVE-SCALE", False, False),
    ("链主企业", "IND-FRM-LEADERS", False, False),
    ("在办企业困难", "IND-DIF-OPEN", False, False),
    ("其中：超时未答复", "IND-DIF-OVERDUE", False, False),
    ("本年企业确认解决", "IND-DIF-SOLVED", False, False),
)


def county_sheet() -> Document:
    """The template as a document; it is made for one unit with `--division`."""
    document = blank_letter()
    add(document, "公文标题", "{{ division() }}产业链工作月度情况")
    add(
        document,
        "公文正文",
        "{{ year() }}年{{ span() }}份,各项工作进展如下;只与本单位计划和上年同期比较。",
    )
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    for cell, head in zip(
        table.rows[0].cells, ("项目", "本年数", "比上年同期", "完成年度计划"), strict=True
    ):
        cell.text = head
    for title, code, with_last_year, with_plan in _LINES:
        cells = table.add_row().cells
        cells[0].text = title
        cells[1].text = '{{ fig("' + code + '") }}'
        cells[2].text = _compared(code, "yoy-difference", with_last_year)
        cells[3].text = _compared(code, "plan", with_plan)
    add_data_note(document)
    return document


def _compared(code: str, how: str, wanted: bool) -> str:
    return '{{ fig("' + code + '", compare="' + how + '") }}' if wanted else "—"
