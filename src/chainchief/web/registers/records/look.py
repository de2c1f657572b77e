"""What a firm's or project's page tells in one look, above all that is recorded of it."""

from dataclasses import dataclass, field

from chainchief.web.registers.records.timeline import Timeline


@dataclass(frozen=True)
class Fact:
    """One thing at the head: what, its value, and what must be known beside it."""

    title: str
    value: str
    detail: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class Amounts:
    """A year by its last report: planned, invested, and the three amounts of funds in place."""

    year: str
    month: str
    cells: list[str]
    #: Of 100: what is invested of the plan, and how much of the year is gone; None without a plan.
    done: int | None
    gone: int


@dataclass(frozen=True)
class LookLine:
    """One record: its name, its page where it is open, what it says in a few words."""

    name: str
    address: str
    words: list[str] = field(default_factory=list)
    is_warning: bool = False


@dataclass(frozen=True)
class Block:
    """Records of one sort; `note` says by which rule they stand here."""

    title: str
    lines: list[LookLine]
    note: str = ""
    more: str = ""
    address: str = ""


@dataclass(frozen=True)
class Look:
    """What templates/web/registers/look.html shows."""

    facts: list[Fact]
    timeline: Timeline | None = None
    heads: list[str] = field(default_factory=list)
    years: list[Amounts] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    #: What takes longer to find, by its title: the address that the browser fetches it from.
    fetched: list[tuple[str, str]] = field(default_factory=list)
