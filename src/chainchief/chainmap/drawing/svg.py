"""A drawing as SVG: with classes for a page, whose style sheet knows them, or whole as a file."""

from xml.etree import ElementTree as Tree

from chainchief.chainmap.drawing.layout import background
from chainchief.chainmap.drawing.looks import FONTS, look_of
from chainchief.chainmap.drawing.shapes import (
    Box,
    Curve,
    Disc,
    Drawing,
    Group,
    Label,
    Point,
    Polygon,
    Shape,
)

SPACE = "http://www.w3.org/2000/svg"


def page_svg(drawing: Drawing, addresses: dict[str, str]) -> str:
    """For a page: no style in it, each node a link to its address, called by the words in it."""
    root = _root(drawing, "chain-drawing")
    root.set("data-map", "")
    for group in drawing.groups:
        root.append(_for_page(group, addresses))
    return Tree.tostring(root, encoding="unicode")


def file_svg(drawing: Drawing) -> str:
    """A picture that stands alone: real text, colours within."""
    root = _root(drawing, "")
    root.set("xmlns", SPACE)
    root.set("font-family", ", ".join([*(f'"{name}"' for name in FONTS), "sans-serif"]))
    Tree.SubElement(root, "title").text = drawing.title
    _add(root, background(drawing), dressed=True)
    for group in drawing.groups:
        made = Tree.SubElement(root, "g")
        if group.title:
            Tree.SubElement(made, "title").text = group.title
        for shape in group.shapes:
            _add(made, shape, dressed=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode")


def _root(drawing: Drawing, name: str) -> Tree.Element:
    root = Tree.Element(
        "svg",
        {
            "viewBox": f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
            "width": _number(drawing.width),
            "height": _number(drawing.height),
        },
    )
    if name:
        root.set("class", name)
        root.set("role", "group")
        root.set("aria-label", drawing.title)
    else:
        root.set("role", "img")
    return root


def _for_page(group: Group, addresses: dict[str, str]) -> Tree.Element:
    address = addresses.get(group.key) if group.kind == "node" else None
    if address is None:
        made = Tree.Element("g", {"class": f"cm-group {group.kind}"})
        if group.kind == "edge":
            made.set("class", f"edge {group.key.removeprefix('link').strip()}".strip())
            made.set("aria-hidden", "true")
    else:
        made = Tree.Element("a", {"class": "map-node", "href": address, "data-code": group.key})
        if not any(isinstance(shape, Label) for shape in group.shapes):
            made.set("aria-label", group.title)
    for name, value in group.about.items():
        made.set(f"data-{name}", value)
    for shape in group.shapes:
        _add(made, shape, dressed=False)
    return made


def _add(parent: Tree.Element, shape: Shape, *, dressed: bool) -> None:
    made = Tree.SubElement(parent, *_element(shape))
    if isinstance(shape, Label):
        made.text = shape.text
        if shape.ends:
            made.set("text-anchor", "end")
    if dressed:
        _dress(made, shape)
    else:
        # A prefix, for pages have classes of these names too.
        made.set("class", f"cm-{shape.role}")


def _element(shape: Shape) -> tuple[str, dict[str, str]]:
    if isinstance(shape, Box):
        sizes = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
        return "rect", {k: _number(v) for k, v in {**sizes, "rx": shape.radius}.items()}
    if isinstance(shape, Disc):
        middle = {"cx": shape.x, "cy": shape.y, "r": shape.radius}
        return "circle", {name: _number(value) for name, value in middle.items()}
    if isinstance(shape, Polygon) and shape.holes:
        rings = (" ".join(map(_point, ring)) for ring in (shape.points, *shape.holes))
        return "path", {"d": " ".join(f"M{ring}Z" for ring in rings), "fill-rule": "evenodd"}
    if isinstance(shape, Polygon):
        return "polygon", {"points": " ".join(map(_point, shape.points))}
    if isinstance(shape, Curve):
        return "path", {"d": path_of(shape)}
    return "text", {"x": _number(shape.x), "y": _number(shape.y)}


def path_of(curve: Curve) -> str:
    pieces = (" ".join(map(_point, piece)) for piece in curve.pieces)
    return f"M{_point(curve.start)} " + " ".join(f"C{piece}" for piece in pieces)


def _dress(made: Tree.Element, shape: Shape) -> None:
    look = look_of(shape.role)
    made.set("fill", look.fill or "none")
    if isinstance(shape, Label):
        made.set("font-size", _number(look.size))
        if look.bold:
            made.set("font-weight", "600")
        return
    if look.line:
        made.set("stroke", look.line)
        made.set("stroke-width", _number(look.width))
    if look.dashes:
        made.set("stroke-dasharray", " ".join(map(_number, look.dashes)))


def _point(point: Point) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
