"""How an anchor is written: `42-K3TQ-9M2X-B7WD-4F`.

    code  = seal "-" group "-" group "-" group "-" check
    seal  = the seal's number, decimal, without leading zeros
    group = 4 symbols, together the first 60 bits of SHA-256("seal last-event mac" of the seal)
    check = 2 symbols: (seal · 2⁶⁰ + head) mod 1021

A symbol is one of `0123456789ABCDEFGHJKMNPQRSTVWXYZ` (no I, L, O, U: Crockford's base 32). 1021 is
prime and divides none of 2⁵, 10 and their differences, so that every wrong symbol and every two
neighbours exchanged show. Who types it may write small letters, full-width ones, O for 0, I or L
for 1, other dashes, and spaces.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_HEAD_BITS, _GROUP, _GROUPS = 60, 4, 3
_MODULUS = 1021
_SYMBOL = "[0-9A-TV-Z]"
_CODE = re.compile(rf"([1-9][0-9]{{0,17}})-((?:{_SYMBOL}{{4}}-){{3}})({_SYMBOL}{{2}})")
_IN_TEXT = re.compile(rf"(?<![0-9A-Za-z-]){_CODE.pattern}(?![0-9A-Za-z-])")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63]")


@dataclass(frozen=True)
class Anchor:
    """A seal's number, and the first bits of a hash over it: what a printout can carry."""

    seal: int
    head: int

    @property
    def code(self) -> str:
        """The code as it is printed and typed."""
        symbols = _symbols(self.head, _GROUP * _GROUPS)
        groups = [symbols[at : at + _GROUP] for at in range(0, len(symbols), _GROUP)]
        return "-".join([str(self.seal), *groups, _symbols(self._check(), 2)])

    def _check(self) -> int:
        return (self.seal << _HEAD_BITS | self.head) % _MODULUS

    def __str__(self) -> str:
        return self.code


def made_of(seal: int, last_event: int, mac: str) -> Anchor:
    """The anchor of a seal."""
    digest = hashlib.sha256(f"{seal} {last_event} {mac}".encode("ascii")).digest()
    return Anchor(seal, int.from_bytes(digest[:8], "big") >> 64 - _HEAD_BITS)


def parse(text: str) -> Anchor:
    """The anchor that someone typed; `WrongUseError` where it is none, or mistyped."""
    match = _CODE.fullmatch(_plain("".join(text.split())).translate(_READ_AS))
    anchor = _anchor(match) if match else None
    if anchor is None:
        raise WrongUseError(
            _(
                "{!r} is no anchor of a change log, or was mistyped: one looks like {}, and its "
                "last two characters must fit the rest. Compare it with the printout."
            ).format(text, Anchor(42, 0x1CF5_4E85_D5BD_C7A).code)
        )
    return anchor


def codes_in(text: str) -> Iterator[Anchor]:
    """All anchors in a text, each once. What only looks like one is none: its check would fit."""
    anchors = (_anchor(match) for match in _IN_TEXT.finditer(_plain(text)))
    yield from dict.fromkeys(anchor for anchor in anchors if anchor is not None)


def _anchor(match: "re.Match[str]") -> Anchor | None:
    head = _number(match[2].replace("-", ""))
    anchor = Anchor(int(match[1]), head)
    return anchor if anchor._check() == _number(match[3]) else None


def _plain(text: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()


def _symbols(number: int, length: int) -> str:
    return "".join(SYMBOLS[number >> 5 * at & 31] for at in reversed(range(length)))


def _number(symbols: str) -> int:
    value = 0
    for symbol in symbols.translate(_READ_AS):
        value = value << 5 | SYMBOLS.index(symbol)
    return value
