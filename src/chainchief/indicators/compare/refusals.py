"""What must not be compared with its last year, or with a plan, and why."""

from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.core.units import Dimension
from chainchief.indicators.compare.comparable import PLANNED
from chainchief.indicators.compare.comparison import is_rate
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, MetricType
from chainchief.indicators.metric_type_words import metric_type_in_words


def check_has_last_year(figure: Figure) -> None:
    """Levels of other authorities and attributes of records have no base of their own."""
    if figure.nature is MetricType.RECORD:
        raise NotComparableError(
            _("{} is an attribute of one record, which has no period to compare").format(
                figure.name
            )
        )
    level = not is_rate(figure) and figure.unit.dimension is not Dimension.RANK
    if figure.nature in (MetricType.OFFICIAL, MetricType.FURNISHED) and level:
        raise NotComparableError(
            _(
                "{} is a level that another authority published; last year's may rest on another "
                "set of units, so quote the growth that authority released"
            ).format(figure.name)
        )


def check_from_january(figure: Figure) -> None:
    if figure.nature not in PLANNED:
        raise NotComparableError(
            _("{} has no annual plan: it is {}").format(
                figure.name, metric_type_in_words(figure.nature)
            )
        )
    if figure.span != Span(Month(figure.span.end.year, 1), figure.span.end):
        raise NotComparableError(
            _(
                "a plan is for a whole year, so only January to a month is compared with it, not {}"
            ).format(figure.span.label)
        )
