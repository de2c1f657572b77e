"""The cells that a workbook is filled with, as data: kept with it, compared when it comes back."""

from collections.abc import Mapping
from typing import Any

from chainchief.dispatch.answers.cells import Answer
from chainchief.dispatch.collections.rows import Questionnaire, whole_row

Json = dict[str, Any]


def to_json(questionnaire: Questionnaire, answer: Answer) -> Json:
    """Table → code → column → value, by the columns' codecs."""
    found: Json = {}
    for position, table in enumerate(questionnaire.tables):
        known = questionnaire.by_code(position)
        rows: Json = {}
        for code, values in answer.tables[position].items():
            whole = whole_row(table, known.get(code), values)
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
            columns = [table.register.column(name) for name in values]
            # A unit before the value in that unit.
            for column in sorted(columns, key=lambda column: bool(column.type.unit_column)):
                so_far = answer.tables[position].get(code, {})
                row = whole_row(table, known.get(code), so_far)
                answer.put(position, code, column.name, column.from_json(values[column.name], row))
    return answer
