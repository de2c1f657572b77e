"""Features of entrepreneurs: lists of dishonesty taken over, checks, consents, pieces."""

import datetime as dt
from collections.abc import Iterator

from chainchief.demo.chance import Chance
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import Scene, bureau_record, numbered
from chainchief.demo.names import person
from chainchief.demo.records import DemoRecord
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.ledger.kinds.adverse_listing.models import AdverseSource

DAY = dt.timedelta(days=1)
#: The days on which lists were taken over; every check falls after one of them.
_AS_AT = (dt.date(2023, 3, 1), dt.date(2023, 11, 20))
_PUBLISHER = "演示名单发布机关"
_MEDIA = (("演示日报", "municipal"), ("演示电视台", "municipal"), ("演示省报", "provincial"))
_COLUMN = "新时代德商(演示)"
#: State → how many of every ten features come to it.
_STATES = (
    "published",
    "published",
    "published",
    "published",
    "approved",
    "agreed",
    "checked",
    "proposed",
    "listed",
    "refused",
)


def features(scene: Scene) -> Iterator[DemoRecord]:
    """The lists, and features in every state; whoever is on a list stays where it was found."""
    chance = scene.chance("features")
    firms = [firm for firm in scene.firms if firm.is_invented and firm.above_from]
    chosen = chance.sample(firms, scene.size("features"))
    states = _states(len(chosen))
    held_up = [firm for firm, state in zip(chosen, states, strict=True) if state == "listed"]
    yield from _lists(held_up)
    dated = zip(numbered("XC"), chosen, states, strict=False)
    for number, (code, firm, state) in enumerate(dated):
        yield from _feature(code, firm, state, number, held_up, chance)


def _states(number: int) -> list[str]:
    return [_STATES[at % len(_STATES)] for at in range(number)]


def _lists(held_up: list[Firm]) -> Iterator[DemoRecord]:
    """Every list twice: nobody of the city on it, or the firms that are held up on the first."""
    for as_at in _AS_AT:
        for source in AdverseSource:
            values: dict[str, object] = {
                "source": source.value,
                "as_at": as_at,
                "is_empty": True,
                "publisher": _PUBLISHER,
                "valid_from": as_at,
            }
            yield bureau_record(as_at, "adverse_listing", f"MD-{source.value}-{as_at:%m}", values)
    for number, firm in enumerate(held_up, start=1):
        values = {
            "source": AdverseSource.TAX.value,
            "as_at": _AS_AT[0],
            "name": firm.name,
            "credit_code": firm.credit_code or "",
            "enterprise": firm.code,
            "is_empty": False,
            "number": f"演示税罚〔2023〕{number}号",
            "publisher": _PUBLISHER,
            "valid_from": _AS_AT[0],
        }
        yield bureau_record(_AS_AT[0], "adverse_listing", f"MD-{number:03d}", values)


def _feature(
    code: str, firm: Firm, state: str, number: int, held_up: list[Firm], chance: Chance
) -> Iterator[DemoRecord]:
    open_one = state in ("proposed", "checked", "agreed", "approved", "listed")
    begin = dt.date(2023, 11, 21) if open_one else dt.date(2023, 3, 2) + number * 5 * DAY
    days = {
        "proposed": begin,
        "checked": begin + DAY,
        "agreed": begin + 2 * DAY,
        "approved": begin + 3 * DAY,
        "published": begin + 6 * DAY,
    }
    reached = _reached(state)
    known_on = max(days[name] for name in reached)
    values: dict[str, object] = {
        "name": f"{firm.short}：深耕主业二十年(演示)",
        "enterprise": firm.code,
        "person_name": person(300 + number),
        "position": "董事长",
        "merits": "主持研发关键材料，带动配套企业；连续三年研发投入超过营业收入的5%。(演示)",
        "programme": _COLUMN,
        "state": state,
        "proposed_on": days["proposed"],
        "process": "features",
    }
    if state != "proposed":
        values["checked_on"] = days["checked"]
    if "agreed" in reached:
        values |= {"firm_agreed_on": days["agreed"], "person_agreed_on": days["agreed"]}
    for name in ("approved", "published"):
        if name in reached:
            values[f"{name}_on"] = days[name]
    if state == "refused":
        values["ended_on"] = days["agreed"]
    if open_one:
        values["turn_due_on"] = dt.date(2023, 12, 1) + chance.randrange(0, 12) * DAY
    yield bureau_record(known_on, "feature", code, values)
    yield from _steps(code, state, reached, days, known_on)
    if state != "proposed":
        yield from _checks(code, firm, days["checked"], known_on, held_up)
    if state == "published":
        medium, level = chance.choice(_MEDIA)
        piece: dict[str, object] = {
            "feature": code,
            "number": 1,
            "name": f"一根丝的突围——记{firm.short}(演示)",
            "medium": medium,
            "level": level,
            "place": "要闻版",
            "published_on": days["published"],
        }
        yield bureau_record(known_on, "feature_piece", f"{code}/1", piece)


def _reached(state: str) -> tuple[str, ...]:
    way = ("proposed", "checked", "agreed", "approved", "published")
    if state in ("listed", "refused"):
        return way[:2] if state == "listed" else way[:3]
    return way[: way.index(state) + 1]


def _steps(
    code: str, state: str, reached: tuple[str, ...], days: dict[str, dt.date], known_on: dt.date
) -> Iterator[DemoRecord]:
    named = {
        "proposed": ("proposed",),
        "checked": ("checked",),
        "agreed": ("refused",) if state == "refused" else ("firm-agreed", "person-agreed"),
        "approved": ("approved",),
        "published": ("published",),
    }
    steps = [(step, days[name]) for name in reached for step in named[name]]
    for number, (step, day) in enumerate(steps, start=1):
        row: dict[str, object] = {
            "feature": code,
            "number": number,
            "step": step,
            "acted_on": day,
            "informant": "" if step not in ("firm-agreed", "person-agreed") else "企业办公室",
            "note": "本人不愿公开报道" if step == "refused" else "",
        }
        yield bureau_record(known_on, "feature_action", f"{code}/{number}", row)


def _checks(
    code: str, firm: Firm, day: dt.date, known_on: dt.date, held_up: list[Firm]
) -> Iterator[DemoRecord]:
    as_at = max(each for each in _AS_AT if each <= day)
    for name in feature_limits().lists:
        on_it = firm in held_up and name == AdverseSource.TAX
        values: dict[str, object] = {
            "feature": code,
            "number": 2,
            "source": name,
            "finding": "listed" if on_it else "stale" if (day - as_at).days > 31 else "clear",
            "checked_on": day,
            "as_at": as_at,
            "listing": f"MD-{held_up.index(firm) + 1:03d}" if on_it else None,
        }
        if values["finding"] == "stale":
            values["judged"] = "已在发布机关网站逐户查询，未见记录(演示)"
        yield bureau_record(known_on, "feature_check", f"{code}/2/{name}", values)
