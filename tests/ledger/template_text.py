"""A sound chain template to break: 25 segments in a line from upstream to downstream."""

SEGMENT = """\
  - code: {code}
    name: 环节{number}
    en: Segment {number}
    stream: {stream}
    products: [产品{number}]
    classes: ["3985"]
"""
LINK = "  - {{from: {supplier}, to: {buyer}, kind: material, essential: true}}\n"
HEAD = """\
code: TEST
name: {zh: 试验产业链, en: Chain for tests}
short_name: 试验
version: 1
valid_from: 2023-01-01
source: 为试验而写
"""
HEAD_LINES = HEAD.count("\n")


def stream_of(number, count):
    if number <= 8:
        return "upstream"
    return "midstream" if number < count - 1 else "downstream"


def template(count=25, *, more_segments="", more_links="", tail=""):
    """S01 → S02 → … ; the last two are downstream, the first eight upstream."""
    segments = "".join(
        SEGMENT.format(code=f"S{n:02}", number=n, stream=stream_of(n, count))
        for n in range(1, count + 1)
    )
    links = "".join(LINK.format(supplier=f"S{n:02}", buyer=f"S{n + 1:02}") for n in range(1, count))
    return f"{HEAD}segments:\n{segments}{more_segments}links:\n{links}{more_links}{tail}"


def line_of(text, part):
    """The line on which `part` first stands."""
    return text[: text.index(part)].count("\n") + 1
