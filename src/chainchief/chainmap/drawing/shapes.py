"""What a drawing is made of: shapes with a role, in groups; whoever writes it knows the colours."""

from dataclasses import dataclass, field

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    radius: float
    role: str


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float
    role: str


@dataclass(frozen=True)
class Polygon:
    """`holes` are cut out of it; each goes the other way round than `points`."""

    points: tuple[Point, ...]
    role: str
    holes: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True)
class Label:
    """A line of text; `y` is its baseline, `x` its start, or its end where `ends` is set."""

    x: float
    y: float
    text: str
    role: str
    ends: bool = False


@dataclass(frozen=True)
class Curve:
    """Cubic curves one after the other, from `start`: two handles and an end for each."""

    start: Point
    pieces: tuple[tuple[Point, Point, Point], ...]
    role: str


Shape = Box | Disc | Polygon | Label | Curve


@dataclass(frozen=True)
class Group:
    """Shapes that belong together. `kind` is node, edge, firm or frame; `key` whose they are.

    `about` are facts for whoever works with the group, `title` what is said of it in words.
    """

    kind: str
    key: str
    shapes: tuple[Shape, ...]
    title: str = ""
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawing:
    """Groups on a surface of this size, the ones below first."""

    width: float
    height: float
    groups: tuple[Group, ...]
    title: str
