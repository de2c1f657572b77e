"""The technology route map (技术路线图): segments across the ladder of maturity."""

from collections.abc import Sequence

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.traits import Trait
from chainchief.chainmap.drawing.items import Item
from chainchief.chainmap.drawing.ladder import Rung, ladder_drawing
from chainchief.chainmap.roadmaps.roadmap import Roadmap, RoadmapRow, to_be_verified
from chainchief.chainmap.wording import status_word
from chainchief.core.i18n import _
from chainchief.ledger.kinds.segment.models import Aspect, Maturity


def technology_map(
    answers: Answers, traits: Sequence[Trait], *, shows_title: bool = True
) -> Roadmap:
    """Each segment that has a technology, in the order of the chart."""
    mine = [each for each in traits if each.aspect == Aspect.TECHNOLOGY]
    rungs = []
    for each in answers.coverage:
        own = [trait for trait in mine if trait.segment == each.segment.code]
        if own:
            item = Item(each.segment.code, each.segment.name, status=each.status)
            rungs.append(Rung(item, {step: _on(own, step) for step in Maturity.values}))
    title = _("Technology route map of {chain}, as at {day}").format(
        chain=answers.chart.name, day=answers.chart.as_at
    )
    names = answers.chart.by_code
    drawing = ladder_drawing(
        [(step.value, _(str(step.label))) for step in Maturity],
        rungs,
        title=title,
        first_head=_("Segment"),
        notes=notes_of(answers, mine),
        shows_title=shows_title,
    )
    rows = tuple(
        RoadmapRow(
            each.segment,
            (
                names[each.segment].name,
                to_be_verified(each.name, is_doubtful=each.is_doubtful),
                _(str(Maturity(each.maturity).label)) if each.maturity else "",
                status_word(answers.segment(each.segment).status),
                each.source,
            ),
            each.cite,
        )
        for each in mine
    )
    heads = (_("Segment"), _("Technology"), _("maturity"), _("Coverage here"), _("source"))
    cites = {each.cite.uid: each.cite for each in mine}
    return Roadmap("technology", title, drawing, heads, rows, cites)


def _on(own: Sequence[Trait], step: str) -> tuple[Item, ...]:
    return tuple(item_of(each) for each in own if each.maturity == step)


def item_of(trait: Trait, about: str = "") -> Item:
    """A trait as a box; one to be verified says so in words, too."""
    words = " · ".join(filter(None, (about, _("to be verified") if trait.is_doubtful else "")))
    return Item(trait.cite.uid, trait.name, words, is_doubtful=trait.is_doubtful)


def notes_of(answers: Answers, traits: Sequence[Trait]) -> list[str]:
    """The words at the foot of a map: what it rests on."""
    notes = [_("Source: the ledger, records in force on {day}").format(day=answers.chart.as_at)]
    doubtful = sum(each.is_doubtful for each in traits)
    if doubtful:
        notes.append(_("to be verified: {count}, in dashed boxes").format(count=doubtful))
    notes.append(_("status of segments: their coverage in the city"))
    return notes
