"""Names of what is invented: each says 示例, which no real body does."""

from collections.abc import Sequence

from chainchief.demo.chance import Chance

_FIRST = "云星岚松竹砚晴澜榆棠禾渡溪霁川柏翎麦泽瑾"
_SECOND = "岫槎舟屿笺峰陌桥汀野隐麓坞原宸朗澄穗衡钧"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
PLACES = ("北京", "上海", "广东深圳", "江苏苏州", "浙江杭州", "山东青岛", "安徽合肥", "天津")


class Words:
    """Words of two characters in an order of chance; a place that has used all begins again,
    with 二, 三 … behind them."""

    def __init__(self, chance: Chance) -> None:
        self._words = [a + b for a in _FIRST for b in _SECOND]
        chance.shuffle(self._words)
        self._used: dict[str, int] = {}

    def next_in(self, place: str) -> str:
        """A word that was not given in this place before; elsewhere it may have been."""
        # Places begin at different words, so that neighbours do not share their first ones.
        used = self._used.get(place, 0)
        self._used[place] = used + 1
        turn, at = divmod(used, len(self._words))
        start = 37 * (list(self._used).index(place))
        word = self._words[(start + at) % len(self._words)]
        return word + _ordinal(turn)


def _ordinal(turn: int) -> str:
    numerals = "〇一二三四五六七八九"
    return "".join(numerals[int(digit)] for digit in str(turn + 1)) if turn else ""


def person(number: int) -> str:
    """A surname and 某, so that nobody real is meant: 王某甲. The first 200 differ."""
    surname = SURNAMES[(number // 10 + 3 * number) % len(SURNAMES)]
    return f"{surname}某{_STEMS[number % 10]}{_ordinal(number // 200)}"


def headquarters(number: int) -> str:
    word = _FIRST[number % len(_FIRST)] + _SECOND[number // len(_FIRST) % len(_SECOND)]
    return f"示例{word}{_ordinal(number // (len(_FIRST) * len(_SECOND)))}集团总部"


_INSTITUTES = ("{}大学", "{}研究院", "{}行业协会")


def institute(number: int) -> str:
    word = _SECOND[number % len(_SECOND)] + _FIRST[number // len(_SECOND) % len(_FIRST)]
    more = _ordinal(number // (len(_FIRST) * len(_SECOND)))
    return _INSTITUTES[number % 3].format(f"示例{word}{more}")


def of_unit(name: str) -> str:
    """A county's name as it stands in a firm's: 德城 of 德城区, 天衢 of 天衢新区."""
    return name.removesuffix("新区") if name.endswith("新区") else name[:-1]


def firm(place: str, word: str, trades: Sequence[str], chance: Chance) -> str:
    """示例德城云岫精密机械有限公司."""
    form = chance.choices(("有限公司", "股份有限公司", "科技有限公司"), (14, 2, 4))[0]
    trade = chance.choice(trades)
    end = form.removeprefix("科技") if "科技" in trade else form
    return f"示例{of_unit(place)}{word}{trade}{end}"
