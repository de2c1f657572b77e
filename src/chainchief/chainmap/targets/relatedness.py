"""How near a city is to a segment, by the industries that cities have together."""

from chainchief.chainmap.chart.model import Chart
from chainchief.network import Complexity


def density_of(result: Complexity, place: int, chart: Chart) -> dict[str, float]:
    """Segment → the greatest density among its industries at a place of the table.

    Activities are codes of GB/T 4754. A class of four digits also counts by the group or
    division of it that the table has, the finest first; a segment without any has no density.
    """
    at = {str(name): column for column, name in enumerate(result.activities.tolist())}
    found: dict[str, float] = {}
    for segment in chart.segments:
        near = [
            float(result.density[place, at[code]])
            for industry in segment.classes
            for code in [_known(industry, at)]
            if code
        ]
        if near:
            found[segment.code] = max(near)
    return found


def _known(industry: str, at: dict[str, int]) -> str:
    """The code itself or the finest one around it that the table has, "" without one."""
    cuts = (industry[:length] for length in range(len(industry), 1, -1))
    return next((code for code in cuts if code in at), "")
