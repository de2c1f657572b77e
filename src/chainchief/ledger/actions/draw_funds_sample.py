"""Draw a spot check among the projects of a unit that report funds; judge what was drawn."""

import secrets
from collections.abc import Mapping

from chainchief.access.reach import contained_in
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.ledger.actions.apply import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.kinds.funds.drawing import METHOD, drawn, size_of_sample
from chainchief.ledger.kinds.funds.method import PRESET
from chainchief.ledger.kinds.funds.models import FundsSample, FundsSampleItem
from chainchief.ledger.kinds.project.models import ProjectReport


def draw_funds_sample(
    division: str, month: Month, *, viewer: Viewer, reason: str, seed: str = ""
) -> FundsSample:
    """Draw among the projects of the unit that report funds for the month; the seed is kept.

    Without a `seed` one is made by chance. Raises `WrongUseError` where no project reports any.
    """
    if not reason.strip():
        raise NoReasonError
    reported = population(division, month)
    if not reported:
        raise WrongUseError(_("No funds in place were reported: {}, {}.").format(division, month))
    rule = PRESET.load().draw
    seed = seed.strip() or secrets.token_hex(8)
    number = 1 + FundsSample.objects.filter(division_id=division, month=str(month)).count()
    code = f"CC-{division}-{month}-{number}"
    chosen = drawn(reported, seed, size_of_sample(len(reported), rule.percent, rule.least))
    sample = Creation(
        FundsSample.kind,
        code,
        {
            "division": division,
            "month": str(month),
            "seed": seed,
            "drawn_on": clock.today(),
            "method": METHOD,
        },
    )
    items = (
        Creation(
            FundsSampleItem.kind,
            f"{code}/{project}",
            {
                "sample": code,
                "project": project,
                "reported": amount,
                "drawn": project in chosen,
            },
        )
        for project, amount in sorted(reported.items())
    )
    reason = _("{reason} (seed {seed})").format(reason=reason.strip(), seed=seed)
    apply_change_set(ChangeSet((sample, *items)), viewer=viewer, reason=reason)
    return FundsSample.objects.get(code=code)


def population(division: str, month: Month) -> Mapping[str, int]:
    """Projects of a unit that report funds in place, with the last amount of the year so far."""
    units = {division, *contained_in(division)}
    reports = ProjectReport.objects.filter(
        project__division_id__in=units,
        project__withdrawn_on=None,
        project__duplicate_of=None,
        withdrawn_on=None,
        month__gte=f"{month.year}-01",
        month__lte=str(month),
        funds_reported__isnull=False,
    ).order_by("month", "revision")
    last = dict(reports.values_list("project_id", "funds_reported"))
    return {str(project): amount for project, amount in last.items() if amount}


def drawn_again(sample: FundsSample) -> bool:
    """Whether the seed draws just the projects that are recorded as drawn."""
    rows = sample.items.filter(withdrawn_on=None).values_list("project_id", "drawn")
    items = {str(project): is_drawn for project, is_drawn in rows}
    recorded = {project for project, is_drawn in items.items() if is_drawn}
    return recorded == drawn(items, sample.seed, len(recorded))


def judge(
    sample: FundsSample, findings: Mapping[str, tuple[int, str]], *, viewer: Viewer, reason: str
) -> int:
    """Record how much was found proved of each project, by code, with words; how many there are."""
    if not reason.strip():
        raise NoReasonError
    items = {item.project_id: item for item in sample.items.filter(withdrawn_on=None)}
    unknown = sorted(set(findings) - set(items))
    if unknown:
        raise WrongUseError(_("Project {} is not in this spot check.").format(unknown[0]))
    revisions = tuple(
        Revision(
            FundsSampleItem.kind,
            items[project].uid,
            items[project].version,
            {"verified": amount, "judged_on": clock.today(), "finding": words},
        )
        for project, (amount, words) in sorted(findings.items())
        if (amount, words) != (items[project].verified, items[project].finding)
    )
    if revisions:
        apply_change_set(ChangeSet(revisions=revisions), viewer=viewer, reason=reason)
    return len(revisions)
