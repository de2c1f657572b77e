"""The template `chain-note`: one page a month on one chain, for its chief (made with `--chain`)."""

from docx.document import Document

from chainchief.briefing.letterform import add, add_data_note, blank_letter

_BODY = (
    (
        "公文正文",
        "{{ year() }}年{{ span() }}份,{{ chain() }}有关情况如下。",
    ),
    ("一级标题", "一、项目"),
    (
        "公文正文",
        '新开工项目{{ fig("IND-PRJ-STARTED") }},'
        '经认定的到位资金{{ fig("IND-PRJ-FUNDS-RECOGNISED") }};'
        '新签约项目{{ fig("IND-PRJ-SIGNED") }};本年完成投资{{ fig("IND-PRJ-INVESTED") }}。'
        '竣工{{ fig("IND-PRJ-COMPLETED") }},投产{{ fig("IND-PRJ-PRODUCING") }},'
        '停滞{{ fig("IND-PRJ-STALLED") }}。',
    ),
    ("一级标题", "二、招引与对接"),
    (
        "公文正文",
        '链长带队外出招引{{ fig("IND-ACT-LED-TRIPS") }},走访外地总部{{ fig("IND-ACT-HQ") }},'
        '开展调研{{ fig("IND-ACT-SURVEYS") }},交流对接{{ fig("IND-ACT-EXCHANGE") }}。'
        '在跟踪线索{{ fig("IND-LEAD-OPEN") }}。',
    ),
    ("一级标题", "三、企业与服务"),
    (
        "公文正文",
        '链主企业{{ fig("IND-FRM-LEADERS") }},关键企业{{ fig("IND-FRM-KEY") }},'
        '规模以上企业{{ fig("IND-FRM-ABOVE-SCALE") }}。企业确认解决困难{{ fig("IND-DIF-SOLVED") }},'
        '在办{{ fig("IND-DIF-OPEN") }},其中超时未答复{{ fig("IND-DIF-OVERDUE") }}。'
        '图谱共有环节{{ fig("IND-SEG-TOTAL") }},有本地企业的{{ fig("IND-SEG-PRESENT") }}。',
    ),
)


def chain_note() -> Document:
    """The template as a document, ready to be packed."""
    document = blank_letter()
    add(document, "公文标题", "{{ chain() }}{{ month() }}情况")
    add(document, "公文正文")
    for style, text in _BODY:
        add(document, style, text)
    add_data_note(document)
    return document
