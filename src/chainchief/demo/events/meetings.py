"""Monthly dispatch meetings with minutes, instructions of chiefs, and tasks in all their states."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainchief.demo.chance import Chance
from chainchief.demo.happenings import Scene, bureau_record, numbered
from chainchief.demo.records import DemoRecord

_DAY = dt.timedelta(days=1)
#: The days of the meetings: the dispatch of each month, one on a subject, one of all chains.
_DISPATCH = (dt.date(2023, 10, 11), dt.date(2023, 11, 8), dt.date(2023, 12, 6))
_ALL_CHAINS = dt.date(2023, 7, 12)
#: What is known of the city ends here; what would come later is still under way.
_END = dt.date(2023, 12, 29)
#: What is spoken of at every dispatch, what is settled, and who is to do it by when.
_ITEMS = (
    (
        "重点项目推进情况",
        "逐项过堂；未开工项目由落地单位列出卡点，主办部门逐项销号。",
        "列出未开工项目卡点清单并逐项销号",
        "清单每项有主办单位、时限和办结材料",
        "ORG-DEPT-FG",
        20,
    ),
    (
        "要素保障与企业困难",
        "扩建用地、用电负荷由主办部门现场办公，办结情况在下月调度会上报告。",
        "对超时困难现场办公，提出解决办法",
        "每件困难有书面答复，企业确认",
        "ORG-DEPT-ZR",
        15,
    ),
    (
        "招商线索和缺失环节",
        "对缺失环节逐条研究目标企业，专班每月至少走访一家。",
        "提出缺失环节目标企业名单",
        "名单经链长审定",
        "",
        25,
    ),
)
_INSTRUCTIONS = (
    "要素保障不能等。请牵头部门本周内现场解决，结果报我。",
    "此事拖了两个月，请主办单位说明原因，限期办结。",
    "请专班盯住这家企业，一周一报。",
)
#: What became of a task, in turn; each state occurs.
_FATES = (
    *("accepted", "accepted", "accepted late", "reported", "signed", "sent back"),
    *("extension", "given", "cancelled", "late"),
)


#: A step, its day, what was said.
_Step = tuple[str, dt.date, str]


@dataclass(frozen=True)
class _Order:
    """What a task is made of."""

    name: str
    done_when: str
    office: str
    chain: str
    division: str
    giver: str
    given_on: dt.date
    due_on: dt.date
    source: Mapping[str, object]


def meetings(scene: Scene, visits: Sequence[DemoRecord]) -> Iterator[DemoRecord]:
    """Make of four chains a dispatch each month, a meeting of all chains, and what came of them.

    Of some of the `visits` what they promised became a task.
    """
    chance, codes = scene.chance("meetings"), numbered("RW")
    fates = iter(_FATES * 40)
    city = scene.city.code
    chains = sorted(scene.landmark, key=lambda code: code != "NEW-IT")[:4]
    number = 0
    for day in (_ALL_CHAINS, *_DISPATCH):
        for chain in [""] if day == _ALL_CHAINS else chains:
            number += 1
            code = f"HY-{day:%Y%m%d}-{number:02d}"
            yield from _meeting(scene, code, chain, day)
            for at, item in enumerate(_ITEMS, start=1):
                yield from _item(code, at, item, day)
                said = _instruction(scene, chance, code, at, chain, day)
                if said is not None:
                    yield said
                order = _of_item(scene, item, code, at, chain, day, said)
                if order is not None:
                    yield from _task(next(codes), order, next(fates))
    promised = [
        each
        for each in visits
        if each.values["next_due"] and not each.values["next_done"] and each.known_on <= _END
    ]
    for each in sorted(promised, key=lambda each: (each.known_on, each.code))[-6:]:
        chain = str(each.values.get("chain") or "")
        order = _Order(
            name=str(each.values["next_step"]),
            done_when="被走访企业确认",
            office="ORG-DEPT-GX",
            chain=chain,
            division=city,
            giver="chief" if chain else "chain-office",
            given_on=each.known_on,
            due_on=_later(each.known_on, chance.randrange(15, 40)),
            source={"source": "visit", "visit": each.code},
        )
        yield from _task(next(codes), order, next(fates))


def _meeting(scene: Scene, code: str, chain: str, day: dt.date) -> Iterator[DemoRecord]:
    name = f"{scene.city.chain(chain).name}月度调度会" if chain else "全市产业链半年推进会"
    values: dict[str, object] = {
        "name": f"{day.year}年{day.month}月{name}" if chain else f"{day.year}年{name}",
        "category": "dispatch" if chain else "promotion",
        "chain": chain or None,
        "division": scene.city.code,
        "held_on": day,
        "place": "市政府第二会议室",
        "chair": _chief(scene, chain),
        "host": "ORG-DEPT-GX",
        "present": "链长、专班、牵头部门、相关县市区分管负责人",
        "minuted_on": day + 2 * _DAY,
    }
    yield bureau_record(day + 2 * _DAY, "meeting", code, values)


def _item(
    meeting: str, number: int, item: tuple[str, str, str, str, str, int], day: dt.date
) -> Iterator[DemoRecord]:
    values: dict[str, object] = {
        "meeting": meeting,
        "number": number,
        "name": item[0],
        "minutes": item[1],
    }
    yield bureau_record(day + 2 * _DAY, "meeting_item", f"{meeting}/{number}", values)


def _chief(scene: Scene, chain: str) -> str:
    """People are numbered from the chiefs of all on; of each chain its chief, then the deputy."""
    at = 2 * scene.landmark.index(chain) + 3 if chain else 1
    return f"PER-{at:04d}"


def _instruction(
    scene: Scene, chance: Chance, meeting: str, item: int, chain: str, day: dt.date
) -> DemoRecord | None:
    """On every third item the chief said something in writing."""
    if not chain or not chance.happens(35):
        return None
    values: dict[str, object] = {
        "name": _ITEMS[item - 1][0],
        "chain": chain,
        "division": scene.city.code,
        "given_by": _chief(scene, chain),
        "given_on": day,
        "words": _INSTRUCTIONS[item - 1],
        "meeting_item": f"{meeting}/{item}",
    }
    return bureau_record(day + 2 * _DAY, "instruction", f"PS-{meeting[3:]}-{item}", values)


def _of_item(
    scene: Scene,
    item: tuple[str, str, str, str, str, int],
    meeting: str,
    number: int,
    chain: str,
    day: dt.date,
    said: DemoRecord | None,
) -> _Order | None:
    """The task of an item; at the meeting of all chains those without an office give none."""
    if not chain and not item[4]:
        return None
    source: dict[str, object] = {"source": "meeting", "meeting_item": f"{meeting}/{number}"}
    if said is not None:
        source |= {"source": "instruction", "instruction": said.code}
        source |= {"given_by": said.values["given_by"]}
    title = f"（{scene.city.chain(chain).name}）" if chain else ""
    return _Order(
        name=f"{item[2]}{title}",
        done_when=item[3],
        office=item[4],
        chain=chain,
        division=scene.city.code,
        giver="chief" if said is not None else "chain-office",
        given_on=day + 2 * _DAY,
        due_on=_later(day, item[5]),
        source=source,
    )


def _task(code: str, order: _Order, fate: str) -> Iterator[DemoRecord]:
    """The task as it stands, its steps, and of some an office that helps."""
    if order.due_on + 7 * _DAY > _END and fate not in ("given", "signed", "extension", "late"):
        fate = "signed"
    given, due = order.given_on, order.due_on
    signed = _later(given, 1)
    values: dict[str, object] = {
        "name": order.name,
        "done_when": order.done_when,
        "chain": order.chain or None,
        "division": order.division,
        "host": order.office or None,
        "giver": order.giver,
        **order.source,
        "assigned_on": given,
        "due_on": due,
        "process": "monthly",
        "turn_due_on": due,
    }
    steps: list[_Step] = [("assigned", given, "")]
    if fate == "given":
        values["turn_due_on"] = signed
    else:
        values["signed_on"] = signed
        steps.append(("signed", signed, ""))
        became, more = _fate(fate, given, due)
        values |= became
        steps += more
    last = max(day for _step, day, _note in steps)
    yield bureau_record(last, "task", code, values)
    yield from _steps(code, order, values, steps, last)
    if order.office == "ORG-DEPT-ZR":
        helped = signed if fate.startswith("accepted") else None
        row: dict[str, object] = {
            "task": code,
            "office": "ORG-DEPT-FG",
            "requested_on": given,
            "reported_on": helped,
            "opinion": "用能指标已落实" if helped else "",
        }
        yield bureau_record(last, "task_office", f"{code}/ORG-DEPT-FG", row)


def _fate(fate: str, given: dt.date, due: dt.date) -> tuple[dict[str, object], list[_Step]]:
    """What became of a task that was signed for: its columns, and the steps that were taken."""
    late = _later(due, 3)
    if fate.startswith("accepted"):
        reported = late if fate == "accepted late" else due - 2 * _DAY
        accepted, done = _later(reported, 2), "已按办结标准完成，材料已报"
        values = {"reported_on": reported, "result": done, "accepted_on": accepted}
        return {**values, "turn_due_on": None}, [
            ("reported", reported, done),
            ("accepted", accepted, ""),
        ]
    if fate == "reported":
        reported = due - _DAY
        values = {"reported_on": reported, "result": "清单已印发", "turn_due_on": late}
        return values, [("reported", reported, "清单已印发")]
    if fate == "sent back":
        back = _later(due, 1)
        return {"sent_back_on": back, "turn_due_on": _later(back, 7)}, [
            ("reported", due - _DAY, "已协调"),
            ("sent-back", back, "没有办结材料，请补充后再报"),
        ]
    if fate == "extension":
        day = due - 3 * _DAY
        values = {"extension_until": _later(due, 14), "turn_due_on": _later(day, 1)}
        return values, [("extension-requested", day, "需省级部门批复，申请延期")]
    if fate == "cancelled":
        gone = _later(given, 6)
        return {"cancelled_on": gone, "turn_due_on": None}, [
            ("cancelled", gone, "与另一任务合并办理")
        ]
    return {}, []


def _steps(
    code: str, order: _Order, values: Mapping[str, object], steps: Sequence[_Step], last: dt.date
) -> Iterator[DemoRecord]:
    limits = {"assigned": order.due_on, "extension-requested": values.get("extension_until")}
    for number, (step, day, note) in enumerate(steps, start=1):
        row: dict[str, object] = {
            "task": code,
            "number": number,
            "step": step,
            "acted_on": day,
            "office": order.office or None,
            "new_due_on": limits.get(step),
            "note": note,
        }
        yield bureau_record(last, "task_action", f"{code}/{number}", row)


def _later(day: dt.date, days: int) -> dt.date:
    """So many days later, on a weekday."""
    found = day + days * _DAY
    return found + (7 - found.weekday()) * _DAY if found.weekday() > 4 else found
