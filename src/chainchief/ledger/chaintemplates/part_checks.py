"""Checks of each part of a template by itself: its keys, and the value of each key."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chainchief.core.choices import listed, near
from chainchief.core.codes import industries
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item, Path_
from chainchief.ledger.chaintemplates import faults
from chainchief.ledger.chaintemplates.template import FLOWS, STREAMS

_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
#: Takes the item, the path of the value and the value; yields what is wrong with it.
Check = Callable[[Item, Path_, object], Iterator[Fault]]


def wrong_type(item: Item, path: Path_, value: object, expected: str, example: str) -> Fault:
    key = next(part for part in reversed(path) if isinstance(part, str))
    facts = {"key": key, "expected": expected, "example": example}
    return Fault(faults.WRONG_TYPE, item.place(*path), _shown(value), facts)


def _shown(value: object) -> str | None:
    """A value as a fault tells it; lists and mappings are seen at their line."""
    return None if isinstance(value, list | dict) else "" if value is None else str(value)


def _text(most: int, example: str) -> Check:
    def check(item: Item, path: Path_, value: object) -> Iterator[Fault]:
        if not isinstance(value, str) or not value.strip():
            yield wrong_type(item, path, value, _("a text"), f"{path[-1]}: {example}")
        elif len(value) > most:
            facts = {"key": path[-1], "count": len(value), "most": most}
            yield Fault(faults.TOO_LONG, item.place(*path), facts=facts)

    return check


def _code(most: int, example: str) -> Check:
    def check(item: Item, path: Path_, value: object) -> Iterator[Fault]:
        good = isinstance(value, str) and len(value) <= most and _CODE.fullmatch(value)
        if not good:
            facts = {"most": most, "example": example}
            yield Fault(faults.BAD_CODE, item.place(*path), _shown(value), facts)

    return check


def _choice(choices: tuple[str, ...]) -> Check:
    def check(item: Item, path: Path_, value: object) -> Iterator[Fault]:
        if value not in choices:
            facts = {
                "key": path[-1],
                "choices": listed(choices),
                "hint": near(value, choices),
            }
            yield Fault(faults.NOT_A_CHOICE, item.place(*path), _shown(value), facts)

    return check


def _yes_no(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield wrong_type(item, path, value, _("true or false"), f"{path[-1]}: true")


def _day(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        yield wrong_type(item, path, value, _("a day"), f"{path[-1]}: 2023-01-01")


def _version(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        yield wrong_type(item, path, value, _("a whole number from 1"), "version: 1")


def _names(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    texts = value if isinstance(value, dict) else {}
    if not all(isinstance(texts.get(part), str) and texts[part].strip() for part in ("zh", "en")):
        expected = _("the name in Chinese and in English")
        yield wrong_type(item, path, value, expected, "name: {zh: …, en: …}")


def texts_in(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _products(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    texts = texts_in(value)
    if not isinstance(value, list) or not value or len(texts) < len(value):
        yield wrong_type(item, path, value, _("a list of names"), "products: [硅片, 外延片]")
    elif len("、".join(texts)) > 400:
        facts = {"key": "products", "count": len("、".join(texts)), "most": 400}
        yield Fault(faults.TOO_LONG, item.place(*path), facts=facts)


def _classes(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    if not isinstance(value, list) or not value:
        yield wrong_type(item, path, value, _("a list of industry codes"), 'classes: ["3985"]')
        return
    for index, code in enumerate(value):
        place = item.place(*path, index)
        if code in value[:index]:
            yield Fault(faults.INDUSTRY_TWICE, place, str(code))
        elif not isinstance(code, str) or not code.isdigit() or not industries.exists(code):
            near = listed(map(str, industries.near_codes(str(code))))
            facts = {"near": _("; near it: {}").format(near) if near else ""}
            yield Fault(faults.UNKNOWN_INDUSTRY, place, str(code), facts)


def _ring(item: Item, path: Path_, value: object) -> Iterator[Fault]:
    texts = texts_in(value)
    if not isinstance(value, list) or len(texts) < max(2, len(value)):
        yield wrong_type(item, path, value, _("two or more codes of segments"), "segments: [A, B]")


@dataclass(frozen=True)
class PartRule:
    """A part of a template under its name: the keys it needs and may have, with their checks."""

    name: str
    needed: Mapping[str, Check]
    optional: Mapping[str, Check]


def _any(_item: Item, _path: Path_, _value: object) -> Iterator[Fault]:
    """Segments and links, which have checks of their own."""
    yield from ()


TEMPLATE = PartRule(
    "a template",
    {
        "code": _code(12, "NEW-IT"),
        "name": _names,
        "short_name": _text(40, "新一代信息技术"),
        "version": _version,
        "valid_from": _day,
        "source": _text(160, "据公开的行业资料整理"),
        "segments": _any,
        "links": _any,
    },
    {"cycles": _any},
)
SEGMENT = PartRule(
    "a segment",
    {
        "code": _code(24, "CZ-PULLING"),
        "name": _text(40, "单晶拉制"),
        "en": _text(80, "Crystal pulling"),
        "stream": _choice(STREAMS),
        "products": _products,
        "classes": _classes,
    },
    {"key": _yes_no, "note": _text(400, "…")},
)
LINK = PartRule(
    "a link",
    {"from": _any, "to": _any, "kind": _choice(FLOWS), "essential": _yes_no},
    {"note": _text(400, "…")},
)
CYCLE = PartRule("a ring", {"segments": _ring, "reason": _text(400, "退役电池再生")}, {})


def check_part(item: Item, part: PartRule, value: object, path: Path_) -> Iterator[Fault]:
    """The keys of one part and their values; `path` is where it stands in the file."""
    if not isinstance(value, dict):
        yield Fault(faults.NOT_A_TEMPLATE, item.place(*path), facts={"part": _(part.name)})
        return
    known = {**part.needed, **part.optional}
    for key in part.needed:
        if key not in value:
            facts = {"part": _(part.name), "key": key}
            yield Fault(faults.KEY_MISSING, item.place(*path), facts=facts)
    for key, given in value.items():
        if key in known:
            yield from known[key](item, (*path, key), given)
        else:
            facts = {"part": _(part.name), "choices": listed(known), "hint": near(key, known)}
            yield Fault(faults.KEY_NOT_TAKEN, item.place(*path, str(key)), str(key), facts)


def check_shape(item: Item) -> Iterator[Fault]:
    """Everything that can be said of each part without looking at the others."""
    yield from check_part(item, TEMPLATE, item.data, ())
    for key, part in (("segments", SEGMENT), ("links", LINK), ("cycles", CYCLE)):
        value = item.data.get(key, [])
        if not isinstance(value, list):
            yield wrong_type(item, (key,), value, _("a list"), f"{key}: …")
            continue
        for index, each in enumerate(value):
            yield from check_part(item, part, each, (key, index))
