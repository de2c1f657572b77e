"""How a name is read aloud: its syllables, with the second readings that are common in names."""

from itertools import islice, product

#: Characters that a reader may well read otherwise than the dictionary's first choice.
_ALSO = {
    "单": "shan", "曾": "zeng ceng", "重": "chong zhong", "长": "chang zhang", "行": "hang xing",
    "乐": "yue le", "厦": "xia sha", "朝": "chao zhao", "区": "qu ou", "解": "xie jie",
    "仇": "qiu chou", "查": "zha cha", "盖": "ge gai", "柏": "bai bo", "石": "shi dan",
    "都": "du dou", "藏": "cang zang", "莘": "shen xin", "任": "ren", "华": "hua",
    "大": "da dai", "调": "diao tiao", "参": "can shen", "宿": "su xiu", "尉": "wei yu",
    "盛": "sheng cheng", "车": "che ju", "卜": "bu bo", "召": "zhao shao", "纪": "ji",
    "冯": "feng ping", "种": "zhong chong", "翟": "zhai di", "隗": "wei kui", "缪": "miao mou",
    "覃": "qin tan", "郇": "xun huan", "员": "yuan yun", "尹": "yin", "洗": "xi xian",
    "折": "she zhe", "那": "na", "祭": "zhai ji", "黑": "hei he", "降": "jiang xiang",
    "会": "hui kuai", "贾": "jia gu", "蔚": "wei yu", "阿": "a e", "角": "jiao jue",
    "兴": "xing", "模": "mo mu", "薄": "bo bao", "埔": "pu bu", "番": "fan pan", "台": "tai",
}  # fmt: skip
#: Names with several such characters are read in so many ways at most.
_MOST_WAYS = 8

Syllables = tuple[str, ...]


def _one_by_one(unread: str) -> str:
    """Characters without a reading stand for themselves, each alone."""
    return list(unread)  # type: ignore[return-value]  # a list is spread out, a text is one syllable


def readings(name: str) -> list[Syllables]:
    """The ways to read a folded name, a syllable per character; Latin letters stay as they are."""
    from pypinyin import lazy_pinyin  # large: loaded when a name is read first

    first: list[str] = []
    for run in _runs(name):
        first += list(run) if run.isascii() else lazy_pinyin(run, errors=_one_by_one)
    ways = [_ways(character, said) for character, said in zip(name, first, strict=True)]
    return list(islice(product(*ways), _MOST_WAYS))


def _runs(name: str) -> list[str]:
    """Latin letters and everything else apart: a dictionary keeps the former together."""
    runs: list[str] = []
    for character in name:
        if runs and runs[-1].isascii() == character.isascii():
            runs[-1] += character
        else:
            runs.append(character)
    return runs


def _ways(character: str, said: str) -> list[str]:
    plain = said.replace("ü", "v")
    return list(dict.fromkeys((plain, *_ALSO.get(character, "").split())))
