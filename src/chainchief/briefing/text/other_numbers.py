"""What holds a number and is no figure: dates, numbering, references, and names of a preset.

A name may hold a number in it (双50强); `#` in the preset stands for any number, in digits or in
Chinese, so that 双#强 is 双50强 and 双百强 alike.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from chainchief.briefing.text.numerals import DIGITS, NUMBER, NUMERAL, RANK, UNIT

#: Stands in the place of what is left out: no text of a document holds it.
BLANK = "\0"
_TO = r"\s*[-—–~至到、和]\s*"
_YEAR = r"(?:19|20)\d{2}"
_CHINESE_YEAR = "[一二][〇零一二三四五六七八九]{3}"
_MONTH = "(?:[一二三四五六七八九]|十[一二]?)"
_KINDS = "(?:项目|企业|产业链|产业|集群|园区|协议|线索|合同|工程|单位|需求|县|镇)"
_HEAD = r"(?:^|(?<=[。;；\n]))\s*"
_SHAPES = (
    # 2023年11月30日, 2021—2025年, 2022、2023年度, 二〇二三年十一月
    rf"(?<!\d){_YEAR}(?:{_TO}{_YEAR})*\s*(?:学|财)?年(?:度|初|底|末)?"
    r"(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?",
    rf"{_CHINESE_YEAR}年(?:{_MONTH}月(?:[一二三十]+日)?)?",
    # 1-11月份, 1月至11月, 11月底, 30日, 十一月
    rf"(?<!\d)\d{{1,2}}\s*(?:月?{_TO}\d{{1,2}}\s*)?月(?:份|底|末|初)?(?:\s*\d{{1,2}}\s*日)?",
    rf"(?<![个{NUMERAL[1:-2]}]){_MONTH}(?:月?[至到]{_MONTH})?月(?:份|底|末|初)",
    r"(?<!\d)\d{1,2}\s*日(?!均|产|处理)",
    # 前10个月, 前三月
    rf"前\s*(?:\d{{1,2}}|{NUMERAL})\s*个?月(?:份)?",
    # 5亿元以上项目, 10亿元(含)以上的产业链: what a threshold names is a kind, not a figure
    rf"{DIGITS}\s*[万亿]?\s*{UNIT}(?:[(（]含[)）])?(?:及?以上|以下|以内)"
    rf"(?=的?[^\W\d_]{{0,8}}?{_KINDS})",
    r"(?<!\d)(?:前?[一二三四1-4]|前[两2])个?季度|(?<!\d)\d{1,2}世纪|[1-9]0年代|[6-9]0后|00后",
    # 2023-11-30, 2023.11, 09:30, 9时30分; a year alone, as in 2023中国博览会
    rf"(?<!\d){_YEAR}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?(?![\d.%])",
    r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<!\d)\d{1,2}时(?:\d{1,2}分)?",
    rf"(?<![\d.,]){_YEAR}(?:{_TO}{_YEAR})*(?![\d.,%‰余多万亿])(?!\s*{UNIT})",
    # 〔2023〕5号, 第38号令, 3号楼; 第1批, 第二十届, 第5页 (第5位 is a rank, and a figure)
    rf"[〔\[(]{_YEAR}[〕\])]\s*(?:第?\s*\d+\s*号)?|第?\s*\d+\s*号",
    rf"(?!{RANK})第\s*(?:\d+|{NUMERAL})",
    r"[共—]?\s*\d+\s*页|^\s*[-—–]+\s*\d+\s*[-—–]+\s*$",
    # 1. 一、 (二) ① 3) at the head; 1.1.2 too; (3) wherever it stands
    rf"{_HEAD}(?:\(?\d{{1,2}}(?:[)、]|\.(?!\d))|\d{{1,2}}(?:\.\d{{1,2}}){{2,}}|{NUMERAL}[、是])",
    rf"\((?:\d{{1,2}}|{NUMERAL})\)|[①-⑳⑴-⒇]",
    rf"(?<![代列发])(?:附件|附表|附图|专栏|表|图|注|例)\s*\d{{1,2}}(?!\d|[.,]\d)(?!\s*{UNIT})",
    # telephone numbers, postcodes
    r"(?:电话|传真|热线|手机|联系方式|邮编|邮政编码|QQ|微信)[^\d,，。;；]{0,6}"
    r"[\d(][\d()\- 、,/转]{3,}\d",
    r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3}-)\s*\d{7,8}(?:-\d{1,6})?(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?<!\d)[48]00-\d{3,4}-?\d{3,4}(?!\d)|\d{15,}",
    # GB/T 9704-2012, ISO 9001, DB37/T 1234.5—2020
    r"(?:[A-Z]{1,5}\d{0,4}/[A-Z]{1,6}|GB|DB|ISO|IEC|IEEE|ITU)\s*\d[\d.:—–-]*",
    # N+1, 1+6+N; 5G, GB2312, 2023-11r1, 12x (12MW and DCMM128家 are numbers)
    r"[A-Za-z\d]+(?:\+[A-Za-z\d]+)+",
    rf"[A-Za-z][A-Za-z_.-]*\d[A-Za-z0-9_.-]*(?!\s*{UNIT})(?![\d,%])",
    r"(?!\d[\d.,]*\s*(?:[kMG]Wh?|k[mg])(?![A-Za-z]))\d[\d.-]*[A-Za-z][A-Za-z0-9_.-]*",
)
_NOT = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
_QUOTED = re.compile("“([^“”]{1,10})”")


def without_names(text: str, names: Sequence[str]) -> str:
    """`text` with everything left out that is no figure; every character keeps its place."""
    for shape in (_named(tuple(names)), _NOT):
        text = shape.sub(lambda match: BLANK * len(match[0]), text)
    return _QUOTED.sub(_unless_a_number, text)


def _unless_a_number(match: re.Match[str]) -> str:
    """Quotation marks make a name of what they enclose (“十四五”, “四个一批”), a number apart."""
    whole = NUMBER.fullmatch(match[1])
    return match[0] if whole else BLANK * len(match[0])


@lru_cache(maxsize=8)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(_shape, longest_first)) or "(?!)")


def _shape(name: str) -> str:
    before = r"(?<![\d.,])" if name[0] == "#" else ""
    after = r"(?![\d.,])" if name[-1] == "#" else ""
    number = f"(?:{DIGITS}|{NUMERAL})"
    return before + number.join(map(re.escape, name.split("#"))) + after
