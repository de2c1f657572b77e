"""What the reading process found, as JSON and back."""

from collections.abc import Mapping
from typing import Any

from chainchief.briefing import faults as faults  # declares the kinds that a code stands for
from chainchief.briefing.citations import Citation
from chainchief.briefing.readback.final_text import FinalText
from chainchief.briefing.readback.unbound_numbers import UnboundNumber
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.briefing.text.paragraphs import (
    FoundFigure,
    ReadDocument,
    ReadParagraph,
    UnreadablePlace,
)
from chainchief.core.faults import Fault, catalogue

JsonObject = Mapping[str, Any]


def fault_as_json(fault: Fault) -> JsonObject:
    place = fault.place
    return {
        "code": fault.code,
        "place": [place.file, place.line, place.column, getattr(place, "part", "")],
        "value": fault.value,
        "facts": {key: str(value) for key, value in fault.facts.items()},
    }


def fault_of(document: JsonObject) -> Fault:
    file, line, column, part = document["place"]
    place = ParagraphPlace(file, line=line, column=column, part=part)
    return Fault(catalogue()[document["code"]], place, document["value"], document["facts"])


def final_text_as_json(final: FinalText) -> JsonObject:
    document = final.document
    return {
        "name": document.name,
        "paragraphs": [
            [one.part, one.number, one.text, [_figure_as_json(figure) for figure in one.figures]]
            for one in document.paragraphs
        ],
        "kept": [document.snapshot, document.month, document.template],
        "definitions": dict(document.definitions),
        "drafted": [one.full for one in document.drafted],
        "emptied": [_figure_as_json(one) for one in document.emptied],
        "unread": [[one.what, one.part, one.paragraph] for one in document.unread],
        "undecided": [fault_as_json(one) for one in final.undecided],
        "unbound": [
            [one.text, one.part, one.paragraph, one.start, one.around] for one in final.unbound
        ],
    }


def final_text_of(as_json: JsonObject) -> FinalText:
    snapshot, month, template = as_json["kept"]
    document = ReadDocument(
        name=as_json["name"],
        paragraphs=tuple(
            ReadParagraph(part, number, text, tuple(map(_figure_of, figures)))
            for part, number, text, figures in as_json["paragraphs"]
        ),
        snapshot=snapshot,
        month=month,
        template=template,
        definitions=as_json["definitions"],
        drafted=tuple(map(Citation.parse, as_json["drafted"])),
        emptied=tuple(map(_figure_of, as_json["emptied"])),
        unread=tuple(UnreadablePlace(*one) for one in as_json["unread"]),
    )
    unbound = tuple(UnboundNumber(*one) for one in as_json["unbound"])
    return FinalText(document, tuple(map(fault_of, as_json["undecided"])), unbound)


def _figure_as_json(figure: FoundFigure) -> list[Any]:
    citation = None if figure.citation is None else figure.citation.full
    place = [figure.part, figure.paragraph, figure.start, figure.end]
    return [figure.tag, figure.text, *place, citation]


def _figure_of(values: list[Any]) -> FoundFigure:
    tag, text, part, paragraph, start, end, full = values
    citation = None if full is None else Citation.parse(full)
    return FoundFigure(tag, text, part, paragraph, start, end, citation)
