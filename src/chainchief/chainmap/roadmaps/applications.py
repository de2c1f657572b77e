"""The application-field map (应用领域图): by-products, segments, and the fields they serve."""

from collections.abc import Sequence

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.traits import Trait
from chainchief.chainmap.drawing.items import Item
from chainchief.chainmap.drawing.lanes import Lane, Tie, lanes_drawing, near_their_ties
from chainchief.chainmap.roadmaps.roadmap import Roadmap, RoadmapRow, to_be_verified
from chainchief.chainmap.roadmaps.technology import item_of, notes_of
from chainchief.chainmap.wording import status_word
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.segment.models import Aspect


def application_map(
    answers: Answers, traits: Sequence[Trait], *, shows_title: bool = True
) -> Roadmap:
    """A field that several segments serve stands once, with their number."""
    fields = [each for each in traits if each.aspect == Aspect.APPLICATION]
    remains = [each for each in traits if each.aspect == Aspect.BY_PRODUCT]
    said = {each.segment for each in (*fields, *remains)}
    segments = [
        Item(each.segment.code, each.segment.name, status=each.status)
        for each in answers.coverage
        if each.segment.code in said
    ]
    ties = [
        *(Tie(each.segment, _key(each), each.is_doubtful, each.source) for each in fields),
        *(Tie(each.segment, each.cite.uid, each.is_doubtful, each.source) for each in remains),
    ]
    title = _("Application fields of {chain}, as at {day}").format(
        chain=answers.chart.name, day=answers.chart.as_at
    )
    lanes = [
        Lane(_("By-products"), tuple(near_their_ties([*map(item_of, remains)], ties, segments))),
        Lane(_("Segments"), tuple(segments)),
        Lane(_("Application fields"), tuple(near_their_ties(_fields(fields), ties, segments))),
    ]
    drawing = lanes_drawing(
        lanes if remains else lanes[1:],
        ties,
        title=title,
        notes=notes_of(answers, [*fields, *remains]),
        shows_title=shows_title,
    )
    names = answers.chart.by_code
    rows = tuple(
        RoadmapRow(
            each.segment,
            (
                names[each.segment].name,
                _(str(Aspect(each.aspect).label)),
                to_be_verified(each.name, is_doubtful=each.is_doubtful),
                status_word(answers.segment(each.segment).status),
                each.source,
            ),
            each.cite,
        )
        for each in (*fields, *remains)
    )
    heads = (_("Segment"), _("aspect"), _("Field or by-product"), _("Coverage here"), _("source"))
    cites = {each.cite.uid: each.cite for each in remains}
    cites |= {_key(each): each.cite for each in reversed(fields)}
    return Roadmap("application", title, drawing, heads, rows, cites)


def _key(field: Trait) -> str:
    return f"field-{field.name}"


def _fields(fields: Sequence[Trait]) -> list[Item]:
    """Each field once; doubtful where every segment that names it is unsure."""
    by_name: dict[str, list[Trait]] = {}
    for each in fields:
        by_name.setdefault(each.name, []).append(each)
    found = []
    for name, own in by_name.items():
        served = ngettext("{count} segment", "{count} segments", len(own)).format(count=len(own))
        doubtful = all(each.is_doubtful for each in own)
        words = f"{served} · {_('to be verified')}" if doubtful else served
        found.append(Item(_key(own[0]), name, words, is_doubtful=doubtful))
    return found
