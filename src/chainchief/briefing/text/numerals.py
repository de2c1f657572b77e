"""What a number looks like in a Chinese text: digits or numerals, with the unit behind them.

Digits are a number wherever they stand. Chinese numerals are one only where a unit follows or their
form says so (百分之八, 八成, 三分之一): 一带一路 and 万物互联 hold no number. A lone 一 before
个, 项 or 条 is an article; it counts before 家, 名, 户 and amounts of money.
"""

import re

#: The longer ones first, so that 亿元 is not read as 亿 and 个月 not as 个.
UNIT = (
    "(?:个百分点|个工作日|大类|个月|万亿元|亿元|万元|[万亿]?千瓦时|万?千瓦|兆瓦|平方公里|平方千米|平方米|"
    "立方米|公里|千米|公顷|[万亿]?吨|万?亩|人次|车次|小时|分钟|工作日|标段|"
    "[个家次条名项张户人所场台套元亩件只座栋间辆艘篇位期轮天周岁年倍米])"
)
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
NUMERAL = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+"
_MORE = "[余多来几]?"
_POWER = "[十百千万亿]{0,8}"  # no number has more; without an end it would take the cube of a run
_TO = r"\s*[-—–~至/]\s*"
_SYMBOL = r"(?:[%‰]|[kMG]Wh?(?![A-Za-z])|k[mg](?![A-Za-z]))"
#: 成 begins many words: 二成立 is none of eight tenths.
_TENTHS = "成(?!立|为|功|效|果|本|员|长|熟|交|都|绩|型|不)"
#: 第5位, 居全省第一, 居首位, 列前三: a rank is a figure, other ordinals are not.
RANK = (
    rf"(?:第\s*(?:{DIGITS}|{NUMERAL})\s*[位名](?![置单])|"
    r"(?<=[居列名省国市])第[一二三](?!\w)|(?<=[居列排链省市国])(?:首位|榜首)|"
    rf"(?<=[居列排入进省国市])前\s*(?>{DIGITS}|{NUMERAL})(?!\s*[个季月年])\s*[位名强]?)"
)
_SHAPES = (
    RANK,
    rf"{DIGITS}(?:{_TO}{DIGITS})?\s*{_MORE}{_POWER}{_MORE}\s*(?:{UNIT}|{_SYMBOL}|{_TENTHS})?",
    f"[百千万]分之(?:{NUMERAL}点?{NUMERAL}|{NUMERAL}|{DIGITS})",
    f"{NUMERAL}分之{NUMERAL}",
    f"翻了?[一两二三四]?番|一半|半数|[过近]半(?!导)|[一二两三四五六七八九]{_TENTHS}半?",
    f"一{_MORE}(?:亿元|万元|元|倍|家|名|户)",
    f"(?:(?<=[上近数超逾约过几破达])[百千万]|[百千]余|[百千]多){_MORE}{UNIT}",
    "(?<=[上近数超逾约过几破达])[十百千万]亿(?![元级])",
    f"(?![一百千万亿]{_MORE}{UNIT}){NUMERAL}(?:点{NUMERAL})?{_MORE}{_POWER}{UNIT}",
)
NUMBER = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
