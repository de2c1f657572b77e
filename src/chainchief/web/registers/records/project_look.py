"""A project in one look: its way with evidence and gaps, plan against actual, funds, people."""

from collections.abc import Mapping, Sequence
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.ledger.kinds.project.models import Stage
from chainchief.ledger.registers import Column, choice_word, register_of
from chainchief.web.frame.months import newest_month
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.cells import text_of
from chainchief.web.registers.lists.found_out import days_until
from chainchief.web.registers.records.look import Amounts, Fact, Look
from chainchief.web.registers.records.needs import requirements_of
from chainchief.web.registers.records.people import (
    answering_for,
    difficulties_of,
    officers_of,
    visits_to,
)
from chainchief.web.registers.records.timeline import StageReached, timeline_of

#: After these nobody waits for a monthly report.
_DONE = {Stage.COMPLETED, Stage.TRIAL, Stage.PRODUCING, Stage.IN_STATISTICS, Stage.ABOVE_SCALE,
         Stage.CAPACITY, Stage.ENDED}  # fmt: skip
_FUNDS = ("funds_reported", "funds_verified", "funds_recognised")


def project_look(row: Mapping[str, Any], viewer: Viewer) -> Look:
    code, firm = row["code"], row.get("enterprise") or ""
    stages = list(
        records_of("project_stage", viewer).filter(project=code).order_by("occurred_on", "pk")
    )
    reports = list(
        records_of("project_report", viewer).filter(project=code).order_by("month", "revision")
    )
    plans = {plan.year: plan for plan in records_of("project_plan", viewer).filter(project=code)}
    blocks = [
        requirements_of(code, viewer),
        answering_for(row.get("chain") or "", viewer),
        officers_of(firm, viewer),
        visits_to(firm, viewer),
        difficulties_of(firm, viewer),
    ]
    return Look(
        facts=_facts(stages, reports, plans),
        timeline=_timeline(stages, reports),
        heads=_heads(),
        years=_years(reports, plans),
        blocks=[block for block in blocks if block.lines],
    )


def _facts(stages: Sequence[Any], reports: Sequence[Any], plans: Mapping[int, Any]) -> list[Fact]:
    facts = []
    if stages:
        newest = stages[-1]
        open_ones = sum(not _is_accepted(stage) for stage in stages)
        detail = _("since {}").format(newest.occurred_on.isoformat())
        if open_ones:
            words = ngettext(
                "{} stage without accepted evidence",
                "{} stages without accepted evidence",
                open_ones,
            )
            detail += f" · {words.format(open_ones)}"
        facts.append(
            Fact(
                _("stage"),
                choice_word("project_stage", "stage", newest.stage),
                detail,
                bool(open_ones),
            )
        )
    if reports:
        newest = reports[-1]
        facts.append(
            Fact(_("last report"), newest.month, newest.progress or _("no words on progress"))
        )
    plan = plans.get(max(plans)) if plans else None
    if plan is not None:
        facts += _limits(plan, {stage.stage for stage in stages})
    return facts


def _limits(plan: Any, reached: set[str]) -> list[Fact]:
    today = clock.today()
    limits = (
        (_("to start by"), plan.start_by, Stage.STARTED),
        (_("to be completed by"), plan.complete_by, Stage.COMPLETED),
    )
    return [
        Fact(
            title,
            day.isoformat(),
            _("reached") if stage in reached else days_until(day),
            stage not in reached and day < today,
        )
        for title, day, stage in limits
        if day is not None
    ]


def _is_accepted(stage: Any) -> bool:
    return bool(stage.evidence == "accepted")


def _timeline(stages: Sequence[Any], reports: Sequence[Any]) -> Any:
    is_done = any(stage.stage in _DONE for stage in stages)
    return timeline_of(
        [
            StageReached(
                choice_word("project_stage", "stage", stage.stage),
                stage.occurred_on,
                _is_accepted(stage),
                choice_word("project_stage", "evidence", stage.evidence),
            )
            for stage in stages
        ],
        [Month.parse(report.month) for report in reports],
        None if is_done else newest_month(),
    )


def _heads() -> list[str]:
    report, plan = register_of("project_report"), register_of("project_plan")
    columns = [plan.column("investment"), report.column("invested")]
    return [each.label for each in (*columns, *map(report.column, _FUNDS))]


def _years(reports: Sequence[Any], plans: Mapping[int, Any]) -> list[Amounts]:
    """By the last report of each year, which holds what it came to since January."""
    newest = {report.month[:4]: report for report in reports}
    years = sorted({*newest, *map(str, plans)}, reverse=True)
    return [_year(year, newest.get(year), plans.get(int(year))) for year in years]


def _year(year: str, report: Any, plan: Any) -> Amounts:
    planned = plan.investment if plan is not None else None
    invested = report.invested if report is not None else None
    month = report.month if report is not None else ""
    done = min(100, invested * 100 // planned) if planned and invested is not None else None
    columns = register_of("project_report")
    cells = [_text(register_of("project_plan").column("investment"), planned)]
    cells += [
        _text(columns.column(name), getattr(report, name) if report is not None else None)
        for name in ("invested", *_FUNDS)
    ]
    gone = int(month[5:7]) * 100 // 12 if month else 0
    return Amounts(year, month, cells, done, gone)


def _text(column: Column, steps: int | None) -> str:
    return text_of(column, column.shown(steps, {})) if steps is not None else ""
