"""The outcome of a check as its page shows it, kept beside the file in each language."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core import durable
from chainchief.core.faults import Fault
from chainchief.core.i18n import LANGUAGES, language, speaking
from chainchief.core.workbook.addresses import parsed
from chainchief.intake.checking import Checked, Preview
from chainchief.intake.report.fault_lines import grouped
from chainchief.intake.table.normalising import AnyColumn
from chainchief.intake.table.staging import StagedRow
from chainchief.ledger.validation import DraftRecord
from chainchief.web.imports import limits
from chainchief.web.imports.models import Upload
from chainchief.web.imports.storing import folder_of
from chainchief.web.registers.cells import text_of
from chainchief.web.registers.names import Names

Json = dict[str, Any]
#: Texts of at most so many characters stay on one line.
_SHORT = 14


def write(upload: Upload, checked: Checked, viewer: Viewer) -> None:
    """Keep what the page shows of a check, as the viewer may see it."""
    findings = _found(checked)
    for each in LANGUAGES:
        with speaking(each):
            content = findings | _Shown(checked, viewer).content()
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        durable.write(folder_of(upload) / _name(each), text.encode())


def _found(checked: Checked) -> Json:
    """Faults and warnings, in the language that they were found in: their facts are words too."""
    result = checked.result
    return {
        "found_in": language(),
        "faults": _findings(result.faults),
        "columns": _columns(result.faults),
        "warnings": grouped(result.warnings)[: limits.MOST_SHOWN],
        "question": asdict(result.question) if result.question else None,
    }


def read(upload: Upload) -> Json | None:
    """Read what was kept, in the reader's language; None where it is not there any more."""
    path = folder_of(upload) / _name(language())
    if not path.is_file():
        return None
    content: Json = json.loads(path.read_text(encoding="utf-8"))
    return content


def question_of(upload: Upload) -> Json | None:
    """Question of the last check about the columns; None where it asks nothing."""
    content = read(upload)
    question: Json | None = content["question"] if content else None
    return question


def _name(of_language: str) -> str:
    return f"preview.{of_language}.json"


class _Shown:
    """Renders one outcome in the current language."""

    def __init__(self, checked: Checked, viewer: Viewer) -> None:
        self.checked, self.names = checked, Names(viewer)

    def content(self) -> Json:
        result, preview = self.checked.result, self.checked.preview
        content: Json = {
            "sheet": result.sheet,
            "heads": [],
            "new": [],
            "revised": [],
            "unchanged": [],
        }
        if preview is not None:
            content |= self._rows(preview)
        content["counts"] = {
            "faulty": len(result.faults),
            "new": len(preview.new) if preview else 0,
            "revised": len(preview.revised) if preview else 0,
            "unchanged": len(preview.unchanged) + len(preview.idle) if preview else 0,
        }
        return content

    def _rows(self, preview: Preview) -> Json:
        new, revised = preview.new[: limits.MOST_SHOWN], preview.revised[: limits.MOST_SHOWN]
        self._learn(preview, [*new, *revised])
        columns = self._columns_of(preview)
        unchanged = [
            *((draft.code, preview.row_of(draft)) for draft in preview.unchanged),
            *((row.code, row) for row in preview.idle),
        ]
        return {
            "heads": [{"title": c.label, "is_number": c.type.is_number} for c in columns],
            "new": [self._new(preview, draft, columns) for draft in new],
            "revised": [self._revised(preview, draft) for draft in revised],
            "unchanged": [
                {"row": row.number, "code": code, "name": _name_of(row)}
                for code, row in unchanged[: limits.MOST_SHOWN]
            ],
        }

    def _columns_of(self, preview: Preview) -> list[AnyColumn]:
        """The columns of the sheet in its order, less the code, which every row begins with."""
        table = preview.proposal.table
        known = sorted(table.columns, key=lambda column: table.head.places[column.name])
        return [column for column in known if column.name != "code"]

    def _learn(self, preview: Preview, drafts: list[DraftRecord]) -> None:
        for name, kind in preview.proposal.table.register.references.items():
            codes = {str(d.after[name]) for d in drafts if d.after.get(name)}
            codes |= {str(d.before(name)) for d in drafts if d.before(name)}
            self.names.learn(kind, codes)

    def _new(self, preview: Preview, draft: DraftRecord, columns: list[AnyColumn]) -> Json:
        cells = [self._cell(column, _value(draft, column.name), draft.after) for column in columns]
        row = preview.row_of(draft)
        return {"row": row.number, "code": draft.code, "name": _name_of(row), "cells": cells}

    def _revised(self, preview: Preview, draft: DraftRecord) -> Json:
        table, row = preview.proposal.table, preview.row_of(draft)
        before: Mapping[str, object] = draft.stored.values if draft.stored else {}
        extra: Mapping[str, object] = draft.stored.extra if draft.stored else {}
        changed = {
            *draft.changed,
            *(n for n in {*extra, *draft.extra} if extra.get(n) != draft.extra.get(n)),
        }
        shown = [column for name, column in table.known.items() if name in changed]
        changes = [
            {
                "title": column.label,
                "cell": table.place(row.number, column.name).cell,
                "before": self._text(column, {**extra, **before}.get(column.name), before),
                "after": self._text(column, _value(draft, column.name), draft.after),
            }
            for column in shown
        ]
        return {
            "row": row.number,
            "code": draft.code,
            "name": str(before.get("name") or ""),
            "uid": str(draft.uid),
            "changes": changes,
        }

    def _cell(self, column: AnyColumn, value: object, row: Mapping[str, object]) -> Json:
        """A reference by its name, with the code apart."""
        named = bool(column.type.target) and value not in (None, "")
        code = str(value) if named else ""
        text = self.names.door(column.type.target, code).name if named else ""
        shown = text or self._text(column, value, row)
        return {
            "text": shown,
            "code": code if code != shown else "",
            "is_number": column.type.is_number,
            "is_short": len(shown) <= _SHORT,
        }

    def _text(self, column: AnyColumn, value: object, row: Mapping[str, object]) -> str:
        if value in (None, ""):
            return ""
        if column.type.target:
            code = str(value)
            name = self.names.door(column.type.target, code).name
            return code if name == code else f"{name} {code}"
        return text_of(column, column.shown(value, row))


def _value(draft: DraftRecord, name: str) -> object:
    return draft.after[name] if name in draft.after else draft.extra.get(name)


def _name_of(row: StagedRow) -> str:
    return str(row.after.get("name") or "")


def _findings(faults: Iterable[Fault]) -> list[Json]:
    kept = list(faults)[: limits.MOST_SHOWN]
    return [
        {
            "place": str(fault.place),
            "cell": fault.place.cell,
            "row": parsed(fault.place.cell)[0] if fault.place.cell else fault.place.line,
            "column": fault.place.column,
            "found": fault.value,
            "why": fault.why,
            "remedy": fault.remedy,
            "code": fault.code,
        }
        for fault in kept
    ]


def _columns(faults: Iterable[Fault]) -> list[tuple[str, int]]:
    """Each column with the number of its faults, the most first; "" is of no column."""
    return Counter(fault.place.column for fault in faults).most_common()
