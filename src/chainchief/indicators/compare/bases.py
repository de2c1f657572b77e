"""The names of what a figure can be compared with; importable before anything is set up."""

from enum import StrEnum


class Basis(StrEnum):
    """What a figure can be asked to be compared with."""

    SAME_PERIOD = "yoy"
    DIFFERENCE = "yoy-difference"
    PLAN = "plan"
    SCHEDULE = "schedule"
    MATCHED = "yoy-matched"
    SHARE = "share"
    CONTRIBUTION = "contribution"
    PULL = "pull"
    AVERAGE = "average"
    RUN = "run"
    HIGHEST = "highest"
    RANK = "rank"
    MONTH_BEFORE = "month-on-month"
