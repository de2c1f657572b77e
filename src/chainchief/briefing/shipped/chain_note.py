"""The template `chain-note`: one page a month on one chain, for its chief (made with `--chain`).

What there is none of is left out or said in words: nobody writes 竣工0个 to a chief.
"""

from docx.document import Document

from chainchief.briefing.docx.letterform import add, add_data_note, blank_letter

_BODY = (
    (
        "公文正文",
        "{{ year() }}年{{ span() }}份,{{ chain() }}有关情况如下。",
    ),
    ("一级标题", "一、项目"),
    (
        "公文正文",
        '{% if reaches("IND-PRJ-STARTED", 1) %}新开工项目{{ fig("IND-PRJ-STARTED") }},'
        '经认定的到位资金{{ fig("IND-PRJ-FUNDS-RECOGNISED") }}{% else %}暂无新开工项目{% endif %};'
        '{% if reaches("IND-PRJ-SIGNED", 1) %}新签约项目{{ fig("IND-PRJ-SIGNED") }}'
        "{% else %}暂无新签约项目{% endif %}"
        '{% if reaches("IND-PRJ-INVESTED", 0.1) %};本年完成投资{{ fig("IND-PRJ-INVESTED") }}'
        "{% endif %}。"
        '{% if reaches("IND-PRJ-COMPLETED", 1) or reaches("IND-PRJ-PRODUCING", 1) %}'
        '竣工{{ fig("IND-PRJ-COMPLETED") }},投产{{ fig("IND-PRJ-PRODUCING") }}。{% endif %}'
        '{% if reaches("IND-PRJ-STALLED", 1) %}停滞{{ fig("IND-PRJ-STALLED") }}。{% endif %}',
    ),
    ("一级标题", "二、招引与对接"),
    (
        "公文正文",
        '{% if reaches("IND-ACT-LED-TRIPS", 1) or reaches("IND-ACT-HQ", 1)'
        ' or reaches("IND-ACT-SURVEYS", 1) or reaches("IND-ACT-EXCHANGE", 1) %}'
        '链长带队外出招引{{ fig("IND-ACT-LED-TRIPS") }},走访外地总部{{ fig("IND-ACT-HQ") }},'
        '开展调研{{ fig("IND-ACT-SURVEYS") }},交流对接{{ fig("IND-ACT-EXCHANGE") }}。'
        "{% else %}暂无外出招引、走访、调研和对接活动。{% endif %}"
        '{% if reaches("IND-LEAD-OPEN", 1) %}在跟踪线索{{ fig("IND-LEAD-OPEN") }}。{% endif %}',
    ),
    ("一级标题", "三、企业与服务"),
    (
        "公文正文",
        '链主企业{{ fig("IND-FRM-LEADERS") }},关键企业{{ fig("IND-FRM-KEY") }},'
        '规模以上企业{{ fig("IND-FRM-ABOVE-SCALE") }}。{% if reaches("IND-DIF-SOLVED", 1) or'
        ' reaches("IND-DIF-OPEN", 1) %}企业确认解决困难{{ fig("IND-DIF-SOLVED") }},'
        '在办{{ fig("IND-DIF-OPEN") }}{% if reaches("IND-DIF-OVERDUE", 1) %},'
        '其中超时未答复{{ fig("IND-DIF-OVERDUE") }}{% endif %}。{% endif %}'
        '{% if reaches("IND-SEG-TOTAL", 1) %}图谱共有环节{{ fig("IND-SEG-TOTAL") }},'
        '有本地企业的{{ fig("IND-SEG-PRESENT") }}。{% endif %}',
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
