"""Drafts of tests, as a person would choose them."""

from chainchief.indicators.catalogue.loading import load
from chainchief.workshop.drafts.completing import completed
from chainchief.workshop.drafts.draft import ConditionLine, Draft, Test
from chainchief.workshop.drafts.settling import settled


def stage(stage, *more):
    """Projects whose stage was recognised in the span."""
    lines = (
        ConditionLine("stage", Test.IS, (stage,)),
        ConditionLine("evidence", Test.IS, ("accepted",)),
        *more,
    )
    return Draft(source="project_stage", conditions=lines, once=True)


def at_least(amount):
    return ConditionLine("project.total_investment", Test.AT_LEAST, (amount,))


def entry(draft, **told):
    """The whole entry of a draft, with what is told of it."""
    from dataclasses import replace

    catalogue = load()
    return completed(settled(replace(draft, **told), catalogue), catalogue)
