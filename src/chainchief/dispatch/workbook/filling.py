"""The cells that a workbook is filled with, as data: kept with it, compared when it comes back."""

from collections.abc import Mapping
from typing import Any

from chainchief.dispatch.answers.cells import Answer
from chainchief.dispatch.collections.rows import Questionnaire

Json = dict[str, Any]


def to_json(questionnaire: Questionnaire, answer: Answer) -> Json:
    """Table → code → column → value, by the columns' codecs."""
    found: Json = {}
    for position, table in enumerate(questionnaire.tables):
        known = questionnaire.by_code(position)
        rows: Json = {}
        for code, values in answer.tables[position].items():
            row = known.get(code)
            base = {**table.register.blank, **(row.stored.values if row and row.stored else {})}
            whole = {**base, **values}
            rows[code] = {
                name: table.register.column(name).to_json(value, whole)
                for name, value in values.items()
            }
        found[str(position)] = rows
    return found


def from_json(questionnaire: Questionnaire, cells: Mapping[str, Any]) -> Answer:
    """The cells that `to_json` kept."""
    answer = Answer.empty(questionnaire)
    for position, table in enumerate(questionnaire.tables):
        known = questionnaire.by_code(position)
        for code, values in (cells.get(str(position)) or {}).items():
            row = known.get(code)
            base = dict(row.stored.values) if row and row.stored else {}
            for name, raw in values.items():
                value = table.register.column(name).from_json(raw, base)
                answer.put(position, code, name, value)
    return answer
