"""How a rate, a number of points or a place stands to the number before it in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chainchief.core.units import Dimension
from chainchief.workshop.sentences.numbers import FoundNumber


class Relation(StrEnum):
    """What a number says of another: nothing, or how that grew, what part of what it is."""

    NONE = ""
    GROWTH = "growth"
    MORE = "more"
    RISE = "rise"
    OVER = "over"
    STEP = "step"
    SHARE = "share"
    PLAN = "plan"
    PLACE = "place"


_UP = "增长|增加|上升|提高|提升|扩大|加快|增|升|多"
_DOWN = "下降|减少|降低|回落|收窄|缩小|放缓|减|降|少"
_GROWTH = re.compile(
    rf"(?:同比|比上年|较上年|比去年|较去年|同期|增幅|增速|{_UP}|{_DOWN})[^,\uff0c、。]{{0,6}}$"
)
_LAST_YEAR = re.compile("同比|去年|上年|同期")
_RISE = re.compile(rf"(?:{_UP}|{_DOWN})[^,\uff0c、。]{{0,2}}$")
_OVER = re.compile(
    "(?:高于|快于|高出|超出|超过|低于|慢于|好于|领先|落后)[^,\uff0c、。]*$|比[^,\uff0c、。]{2,14}[高低快慢]出?$"
)
_SHARE = re.compile(
    "(?:占比|占([^,\uff0c、。]{0,24}?)的?(?:比重|比例|份额|比)?)(?:达到|达|为|约|近|超过|提高到)?$"
)
_PLAN = re.compile("(?:目标|任务|全年计划|年度计划)(?:任务|数)?的?$")
_PLACE = re.compile("(?:居|列|排名?|位居|位列)([^,\uff0c。]*)$")
_MORE = re.compile(
    "(?:同比|[比较](?:去年|上年|年初|上年末|去年底)(?:同期)?)(?:净?增加?|多|少|减少|增长|新增)(?:了)?$"
)
_STEP = re.compile("环比|[较比]上月")
_LIST = re.compile("[、和及与,\uff0c\\s]{1,2}(?:增长|下降|达到|达|为)?")


#: What is said of the number just before, be it a value or a growth.
_OF_THE_NEAREST = (Relation.OVER, Relation.RISE)


@dataclass(frozen=True)
class Related:
    """A relation, the place in the text of the number it is about, and the words of the whole."""

    relation: Relation = Relation.NONE
    about: int | None = None
    whole: str = ""


def relations(found: Sequence[FoundNumber], clauses: Sequence[str]) -> list[Related]:
    """For every number of a text what it says of one before it.

    分别增长12.7%和18.4% says it of the last two in their order.
    """
    result: list[Related] = []
    at = 0
    while at < len(found):
        related = _related(found[at], clauses[at])
        group = _group(found, clauses, at) if related.relation is not Relation.NONE else 1
        abouts = _last_values(result, group)
        for number in range(group):
            about = abouts[number] if number < len(abouts) else None
            if related.relation is Relation.NONE and _goes_on(found[at], clauses[at], result):
                related, about = Related(Relation.OVER), result[-1].about
            elif group == 1 and related.relation is Relation.PLACE:
                about = _placed(result, clauses[at], related.whole, _begins(found, at))
            elif group == 1 and related.relation in _OF_THE_NEAREST and result:
                about = at - 1
            result.append(Related(related.relation, about, related.whole))
        at += group
    return result


def _related(number: FoundNumber, clause: str) -> Related:
    dimension = number.unit.dimension if number.unit else None
    if dimension is Dimension.POINTS:
        return Related(_of_points(clause))
    if dimension is Dimension.RANK:
        place = _PLACE.search(number.before)
        return Related(Relation.PLACE, whole=place[1]) if place else Related()
    if dimension is not Dimension.RATE:
        more = _MORE.search(clause)
        return Related(Relation.MORE) if more else Related()
    if _STEP.search(clause):
        return Related(Relation.STEP)
    share = _SHARE.search(clause)
    if share:
        return Related(Relation.SHARE, whole=share[1] or "")
    if _PLAN.search(clause):
        return Related(Relation.PLAN)
    return Related(Relation.GROWTH) if _GROWTH.search(clause) else Related()


def _of_points(clause: str) -> Relation:
    if _OVER.search(clause):
        return Relation.OVER
    is_rise = _RISE.search(clause) and _LAST_YEAR.search(clause)
    return Relation.RISE if is_rise else Relation.NONE


def _group(found: Sequence[FoundNumber], clauses: Sequence[str], at: int) -> int:
    """How many numbers of one kind stand in a row behind 分别."""
    if "分别" not in clauses[at]:
        return 1
    end = at + 1
    while (
        end < len(found)
        and _LIST.fullmatch(clauses[end])
        and found[end].paragraph == found[at].paragraph
        and found[end].unit == found[at].unit
    ):
        end += 1
    return end - at


def _goes_on(number: FoundNumber, clause: str, before: Sequence[Related]) -> bool:
    """高于全国9.5个百分点、全省4.1个百分点: the second says of the same what the first says."""
    points = number.unit is not None and number.unit.dimension is Dimension.POINTS
    led = bool(before) and before[-1].relation is Relation.OVER
    return points and led and bool(re.match("[、和,\uff0c及]*(?:全省|全国|全市)", clause))


def _begins(found: Sequence[FoundNumber], at: int) -> int:
    """Which number of the text is the first of the paragraph in which the one at `at` stands."""
    return next(n for n in range(at + 1) if found[n].paragraph == found[at].paragraph)


def _placed(before: Sequence[Related], clause: str, whole: str, first: int) -> int | None:
    """What stands at a place: the last value, or growth (增速居); not the 12 of 全市12条产业链."""
    within = len(re.findall(r"\d+", whole))
    said = (Relation.NONE, Relation.GROWTH)
    values = [at for at, each in enumerate(before) if each.relation in said]
    nearest = values[-1 - within] if len(values) > within else -1
    if "增速" in clause + whole or "增幅" in clause + whole:
        return nearest if nearest >= 0 else None
    plain = [at for at, each in enumerate(before) if each.relation is Relation.NONE]
    plain = [at for at in plain if at >= first]
    return plain[-1 - within] if len(plain) > within else nearest if nearest >= 0 else None


def _last_values(before: Sequence[Related], most: int) -> list[int]:
    """The places of the last numbers that say nothing of others, in the order of the text."""
    plain = [at for at, each in enumerate(before) if each.relation is Relation.NONE]
    if most == 1 and before and before[-1].relation is Relation.GROWTH and not plain:
        return [len(before) - 1]
    return plain[-most:]
