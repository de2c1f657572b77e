"""What can be wrong with charts, presets and files of candidates, under stable codes."""

from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Severity, declare


class ChainMapError(ChainChiefError):
    """The base of what this room raises."""


class UnknownChainError(WrongUseError):
    """There is no chain of that code on that day."""


BAD_PRESET = declare(
    "CMP-001",
    why="the preset cannot be used: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
NO_CANDIDATES = declare(
    "CMP-024",
    why="no file was chosen",
    remedy="choose a CSV with one candidate a row and the name in the column “name”",
)
CANDIDATES_TOO_LARGE = declare(
    "CMP-025",
    why="the file has {size} MB, and {most} MB are taken at most",
    remedy="leave columns out that are not asked for, or score it with chainchief chain targets",
)
BAD_ACT = declare(
    "CMP-031",
    why="what was sent is no change that this page knows",
    remedy="open the page again, and use what it offers",
)
NO_SEGMENT_NAME = declare(
    "CMP-032",
    why="a segment needs a name",
    remedy="write what the segment makes or does",
)
POSITION = declare(
    "CMP-033",
    why="a position is a whole number from 0 on",
    remedy="write digits only, or leave it blank",
)
REASON_OF_TAKING_OUT = declare(
    "CMP-034",
    why="whoever takes something out of a chain says why",
    remedy="write the reason, and send it again",
)
NO_SUCH_CHANGE = declare(
    "CMP-035",
    why="the chain has no such change that you may see",
    remedy="open the page again, and choose one of the latest changes",
)
CHANGED_SINCE = declare(
    "CMP-036",
    why="it was changed again since, so that undoing would undo that too",
    remedy="undo the later change first, or correct it by hand",
)
NO_SUCH_PLACE = declare(
    "CMP-050",
    why="there is no such segment or stream to move to",
    remedy="open the page again; the streams are: {streams}",
)
REASON_OF_VERDICT = declare(
    "CMP-038",
    why="whoever confirms or refuses a match says why",
    remedy="write the reason, and send it again",
)
BOUNDARY_UNREADABLE = declare(
    "CMP-040",
    why="it cannot be read as GeoJSON: {reason}",
    remedy="bring a FeatureCollection in UTF-8, as maps are exported from a GIS",
)
BOUNDARY_COORDINATES = declare(
    "CMP-041",
    why="this is no position in degrees of longitude and latitude",
    remedy="export it in geographic coordinates (such as CGCS2000), longitude first",
)
BOUNDARY_NO_POLYGON = declare(
    "CMP-042",
    why="the feature of this unit has no area (Polygon or MultiPolygon)",
    remedy="bring boundaries as areas, not as lines or points",
)
BOUNDARY_OF_NO_UNIT = declare(
    "CMP-043",
    why="the feature has neither the code nor the name of a unit of the city; it is left out",
    remedy="write the unit's code into the property “code”, or leave the feature out",
    severity=Severity.WARNING,
)
BOUNDARY_WITHOUT_UNITS = declare(
    "CMP-044",
    why="none of its features is of a unit of the city, such as {units}",
    remedy="write the unit's code into the property “code” of each feature",
)
BOUNDARY_TOO_LARGE = declare(
    "CMP-045",
    why="the file has {size} MB, and {most} MB are taken at most",
    remedy="simplify the boundaries: a map on a page needs no more than a few thousand points",
)
NO_BOUNDARY = declare(
    "CMP-046",
    why="no file was chosen",
    remedy="choose a GeoJSON with the boundaries of the city's units",
)
BOUNDARY_SOURCE = declare(
    "CMP-047",
    why="it is not said whose boundaries these are",
    remedy="write who published them, and the approval number of the map (审图号)",
)
BOUNDARY_OPEN = declare(
    "CMP-048",
    why="the ring is not closed: it begins at {first} and ends at {last}",
    remedy="repeat the first position as the last one (RFC 7946, 3.1.6), or export the file again",
)
BOUNDARY_HOLE = declare(
    "CMP-049",
    why="the hole has a corner outside of the area that it is cut out of",
    remedy="put the hole into the polygon that it belongs to, or make it a polygon of its own",
)
NO_FONT = declare(
    "CMP-030",
    why="this machine has no font with Chinese characters, so no picture can be drawn",
    remedy="install one (such as the package fonts-noto-cjk), or take the map as SVG",
)
FLOW_TO_NOWHERE = declare(
    "CMP-010",
    why="the link leads from “{supplier}” to “{buyer}”, of which one is no segment on that day",
    remedy="correct the link, or the days from and to which the segment holds",
    severity=Severity.WARNING,
)
WITHOUT_CLASS = declare(
    "CMP-011",
    why="{count} segments have no industry by GB/T 4754, the first being “{first}”",
    why_of_one="{count} segment has no industry by GB/T 4754: “{first}”",
    counted="count",
    remedy="enter it as a segment class: without it no firm is proposed by its industry",
    severity=Severity.WARNING,
)
RING = declare(
    "CMP-012",
    why="the essential links go round in a ring: {segments}",
    remedy="each of them holds up all the others; check that this is meant",
    severity=Severity.WARNING,
)
CANDIDATE_CODE = declare(
    "CMP-020",
    why="this is no unified social credit code{also}",
    remedy="correct it, or leave the cell empty",
)
CANDIDATE_TWICE = declare(
    "CMP-021",
    why="this candidate stands in line {first} already{also}",
    remedy="keep one row per firm",
)
CANDIDATE_SEGMENT = declare(
    "CMP-022",
    why="the chain has no segment of that code{near}{also}",
    remedy="correct the code, or leave the cell empty: a segment is then proposed",
)
CANDIDATE_SIGN = declare(
    "CMP-023",
    why="a sign of expansion is a share between 0 and 1{also}",
    remedy="write 0 for none and 1 for a decided project",
)
