"""The unit and the chain that a sentence speaks of, by their names in the ledger."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WHOLE = re.compile("全市|全县|全区|全域|市域")
_CHAIN_ENDS = ("产业链", "产业", "链")
_UNIT = re.compile(
    "(?:^|[、,\uff0c。;；:：和与])([\u4e00-\u9fffA-Z某]{1,4}[县区旗市])"
    "(?=新|完成|签约|开工|竣工|投产|累计|实现|引进|共|在建)"
)
#: 各县区, 园区, 全市: no name of a unit.
_NO_NAME = re.compile(
    "^[全各我本该两三四五六七八九十]|县市区|县区|市区|辖区|片区|地区|[^A-Z某]?功能区$"
)
#: Shorter names begin too many other words.
_SHORTEST = 2


@dataclass(frozen=True)
class NamedScope:
    """A unit and a chain by their codes, "" for those of the text itself.

    `unknown` is a unit or chain that the words name and the ledger does not have.
    """

    division: str = ""
    chain: str = ""
    unknown: str = ""


@dataclass(frozen=True)
class Scopes:
    """The names of units and chains that a text may speak of.

    `industries` are words by which chains are named.
    """

    divisions: Mapping[str, str]
    chains: Mapping[str, str]
    industries: Sequence[str] = ()

    def named(self, before: str, after: str = "") -> NamedScope:
        """The last unit and the last chain that the words of a sentence name before a number.

        全市 leads back to the whole. `after` are the words up to the next pause: a chain may be
        named with what is counted behind the number.
        """
        division, at = _last(self.divisions, before)
        whole = max((match.end() for match in _WHOLE.finditer(before)), default=-1)
        if whole > at:
            division = ""
        chain, at_chain = "", -1
        for code, name in self.chains.items():
            for end in _ends_of_chain(name, before):
                if end > at_chain:
                    chain, at_chain = code, end
        if not chain:
            chain = next((c for c, n in self.chains.items() if _ends_of_chain(n, after)), "")
        unknown = self._unknown_chain(before, at_chain)
        unknown = unknown or (self._unknown_chain(after, -1) if not chain else "")
        unknown = unknown or self._unknown_unit(before, max(at, whole))
        return NamedScope(division, chain, unknown)

    def _unknown_chain(self, text: str, after: int) -> str:
        """新能源汽车产业链, where no chain of the ledger is called so."""
        for match in re.finditer("产业链|产业(?=完成|实现|新|签约|累计)", text):
            name = next((w for w in self.industries if text[: match.start()].endswith(w)), "")
            if name and match.end() > after:
                return name + match[0]
        return ""

    def _unknown_unit(self, text: str, after: int) -> str:
        """A县新签约项目21个, where no unit of the ledger is called so."""
        for match in _UNIT.finditer(text):
            own = match[1] not in self.divisions.values() and not _NO_NAME.search(match[1])
            if own and match.end() > after:
                return match[1]
        return ""


def _last(names: Mapping[str, str], text: str) -> tuple[str, int]:
    found = [
        (text.rfind(name) + len(name), code)
        for code, name in names.items()
        if len(name) > _SHORTEST - 1 and name in text
    ]
    end, code = max(found, default=(-1, ""))
    return code, end


def _ends_of_chain(name: str, text: str) -> list[int]:
    """Where a chain is named: 食品加工产业链, 食品加工产业, 食品加工链."""
    short = re.sub("(产业链|产业|链)$", "", name)
    if len(short) < _SHORTEST:
        return [match.end() for match in re.finditer(re.escape(name), text)]
    ends = "|".join(_CHAIN_ENDS)
    return [m.end() for m in re.finditer(rf"{re.escape(short)}(?:{ends})", text)]
