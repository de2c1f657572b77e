"""The attraction route map (招商路线图): gaps, whom to talk to where, how far talks have got."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.model import Cite
from chainchief.chainmap.chart.placement import folded
from chainchief.chainmap.chart.traits import Trait
from chainchief.chainmap.drawing.items import Item
from chainchief.chainmap.drawing.lanes import Lane, Tie, lanes_drawing, near_their_ties
from chainchief.chainmap.roadmaps.roadmap import Roadmap, RoadmapRow, to_be_verified
from chainchief.chainmap.roadmaps.technology import notes_of
from chainchief.chainmap.targets.candidates import Target
from chainchief.chainmap.wording import percent, status_word
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.segment.models import Aspect

#: What is drawn: gaps, and per gap benchmark firms and candidates, fewer where these would be more
#: firms than a sheet of A3 shows legibly; the table has all.
GAPS, PER_GAP, FIRMS = 12, 3, 18


@dataclass(frozen=True)
class OutsideFirm:
    """A firm to talk to for a gap: a benchmark of the map, or a candidate by its score."""

    segment: str
    name: str
    place: str
    why: str
    source: str
    contact: str
    cite: Cite | None = None
    is_doubtful: bool = False

    @property
    def key(self) -> str:
        return f"firm-{folded(self.name)}"


def attraction_map(
    answers: Answers,
    traits: Sequence[Trait],
    targets: Iterable[Target],
    contacts: Mapping[str, str],
    *,
    shows_title: bool = True,
) -> Roadmap:
    """Gaps in their order; `contacts` is the folded name of a firm → how far talks have got."""
    firms = _firms(answers, traits, targets, contacts)
    drawn = _drawn(answers, firms)
    gaps = [
        Item(
            gap.covered.segment.code,
            gap.covered.segment.name,
            _held(len(gap.firms_held_up)),
            status=gap.covered.status,
        )
        for gap in answers.gaps[:GAPS]
    ]
    ties = [Tie(each.segment, each.key, each.is_doubtful, each.why) for each in drawn]
    ties += [
        Tie(each.key, f"contact-{each.contact}") for each in {e.key: e for e in drawn}.values()
    ]
    boxes = near_their_ties(_boxes(drawn), ties, gaps)
    title = _("Attraction route map of {chain}, as at {day}").format(
        chain=answers.chart.name, day=answers.chart.as_at
    )
    lanes = [
        Lane(_("Gaps, by what they hold up"), tuple(gaps)),
        Lane(_("Firms outside, by place"), tuple(_by_place(boxes))),
        Lane(_("Contact so far"), tuple(_contacts(drawn))),
    ]
    notes = notes_of(answers, [e for e in traits if e.aspect == Aspect.BENCHMARK])
    if len(answers.gaps) > GAPS or len(drawn) < len(firms):
        notes.append(_("the table has all gaps and firms"))
    drawing = lanes_drawing(lanes, ties, title=title, notes=notes, shows_title=shows_title)
    names = answers.chart.by_code
    rows = tuple(
        RoadmapRow(
            each.segment,
            (
                names[each.segment].name,
                status_word(answers.segment(each.segment).status),
                to_be_verified(each.name, is_doubtful=each.is_doubtful),
                each.place,
                each.why,
                each.contact,
                each.source,
            ),
            each.cite,
        )
        for each in firms
    )
    heads = (_("Segment lacking"), _("Coverage here"), _("Firm outside"), _("Place"),
             _("Reason to talk"), _("Contact so far"), _("source"))  # fmt: skip
    cites = {each.key: each.cite for each in firms if each.cite is not None}
    return Roadmap("attraction", title, drawing, heads, rows, cites)


def _firms(
    answers: Answers,
    traits: Sequence[Trait],
    targets: Iterable[Target],
    contacts: Mapping[str, str],
) -> list[OutsideFirm]:
    """Those of each gap, in the order of the gaps: benchmarks of the map, then candidates."""
    none = _("none recorded")
    named: dict[str, list[OutsideFirm]] = defaultdict(list)
    for each in traits:
        if each.aspect == Aspect.BENCHMARK:
            contact = contacts.get(folded(each.name), none)
            named[each.segment].append(
                OutsideFirm(each.segment, each.name, each.place, _("benchmark of the segment"),
                            each.source, contact, each.cite, each.is_doubtful)
            )  # fmt: skip
    for target in targets:
        one, mine = target.candidate, named[target.segment]
        if all(folded(each.name) != folded(one.name) for each in mine):
            adds = _("candidate, adds {share} to the local rate").format(
                share=percent(target.adds_rate)
            )
            mine.append(
                OutsideFirm(target.segment, one.name, one.place, adds, one.source,
                            target.contact or none)
            )  # fmt: skip
    return [each for gap in answers.gaps for each in named[gap.covered.segment.code]]


def _drawn(answers: Answers, firms: Sequence[OutsideFirm]) -> list[OutsideFirm]:
    """As many of each gap as can be read: those that are spoken with first."""
    found: list[OutsideFirm] = []
    for most in range(PER_GAP, 0, -1):
        found = _first(answers, firms, most)
        if len({each.key for each in found}) <= FIRMS:
            break
    return found


def _first(answers: Answers, firms: Sequence[OutsideFirm], most: int) -> list[OutsideFirm]:
    """At most so many benchmarks and so many candidates of each gap that is drawn."""
    found: list[OutsideFirm] = []
    none = _("none recorded")
    for gap in answers.gaps[:GAPS]:
        own = [each for each in firms if each.segment == gap.covered.segment.code]
        for is_benchmark in (True, False):
            some = [each for each in own if (each.cite is not None) == is_benchmark]
            found += sorted(some, key=lambda each: each.contact == none)[:most]
    return found


def _boxes(drawn: Sequence[OutsideFirm]) -> list[Item]:
    """Each firm once, whatever gaps it is of."""
    found: dict[str, Item] = {}
    for each in drawn:
        words = _("benchmark") if each.cite is not None else _("candidate")
        if each.is_doubtful:
            words = f"{words} · {_('to be verified')}"
        if not each.place:
            words = f"{words} · {_('place not known')}"
        item = Item(each.key, each.name, words, is_doubtful=each.is_doubtful, heading=each.place)
        found.setdefault(each.key, item)
    return list(found.values())


def _by_place(boxes: Sequence[Item]) -> list[Item]:
    """Those of one place together where its first firm stands; of no place, where they stand."""
    order: dict[str, int] = {}
    for at, item in enumerate(boxes):
        order.setdefault(item.heading or item.key, at)
    return sorted(boxes, key=lambda item: order[item.heading or item.key])


def _contacts(drawn: Sequence[OutsideFirm]) -> list[Item]:
    firms = defaultdict(set)
    for each in drawn:
        firms[each.contact].add(each.key)
    none = _("none recorded")
    found = []
    for contact in sorted(firms, key=lambda word: (word == none, word)):
        count = len(firms[contact])
        words = ngettext("{count} firm", "{count} firms", count).format(count=count)
        found.append(Item(f"contact-{contact}", contact, words))
    return found


def _held(count: int) -> str:
    return ngettext("holds up {count} firm", "holds up {count} firms", count).format(count=count)
