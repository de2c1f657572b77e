"""The table under a chart, and a collection, as files: CSV and XLSX with source and cut-off."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.workbook import text_sheet
from chainchief.core.workbook.formula_guard import guarded
from chainchief.web.figures.charts.drawing import Chart
from chainchief.web.figures.keeping.collection_page import CollectionPage
from chainchief.web.figures.keeping.workbook import table_workbook

FORMS = ("csv", "xlsx")
_CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class TableFile:
    """A file to be sent."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class _Table:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | float]]
    beneath: Sequence[str]
    file: str

    def as_file(self, form: str) -> TableFile:
        if form not in FORMS:
            raise WrongUseError(
                _("A table comes as {forms}, not as {form}.").format(forms=listed(FORMS), form=form)
            )
        if form == "xlsx":
            content = table_workbook(self.title, self.heads, self.rows, self.beneath)
            return TableFile(f"{self.file}.xlsx", content, text_sheet.TYPE)
        return TableFile(f"{self.file}.csv", self._csv().encode(), _CSV)

    def _csv(self) -> str:
        stream = io.StringIO()
        stream.write("\ufeff")
        writer = csv.writer(stream)
        writer.writerow([guarded(self.title)])
        writer.writerow([guarded(text) for text in self.heads])
        for row in self.rows:
            writer.writerow([guarded(each) if isinstance(each, str) else each for each in row])
        for text in self.beneath:
            writer.writerow([guarded(text)])
        return stream.getvalue()


def _beneath(source: str, is_internal: bool) -> list[str]:
    """What a file says of itself wherever it goes."""
    return [
        source,
        _("internal") if is_internal else _("public"),
        _("No classified information may be handled here."),
    ]


def file_of_chart(chart: Chart, form: str, *, is_internal: bool) -> TableFile:
    """The numbers of a chart, each series in its unit."""
    heads = [chart.label_head]
    heads += [f"{each.name} ({chart.unit})" if chart.unit else each.name for each in chart.series]
    rows: list[list[str | float]] = []
    for number, label in enumerate(chart.labels):
        values = [each.values[number] for each in chart.series]
        rows.append([label, *("" if value is None else value for value in values)])
    beneath = _beneath(chart.source, is_internal)
    return _Table(chart.title, heads, rows, beneath, chart.file).as_file(form)


def file_of_collection(page: CollectionPage, form: str) -> TableFile:
    """File of a collection as the page shows it, line by line."""
    heads = [
        _("Indicator"),
        _("Scope"),
        _("Value"),
        _("Unit of measure"),
        _("Span"),
        _("Against the plan of the year"),
        _("Same period last year"),
        _("Exactly"),
    ]
    rows: list[list[str | float]] = []
    for line in page.lines:
        row = line.row
        if row is None:
            rows.append([line.scope, "", "", "", "", "", line.absent, ""])
            continue
        plan = row.plan.words if row.plan else ""
        rows.append(
            [
                row.name,
                line.scope,
                row.shown.number,
                row.shown.unit,
                row.span,
                plan,
                row.last_year,
                row.shown.exact,
            ]
        )
    is_internal = any(line.row and line.row.is_internal for line in page.lines)
    file = f"{page.uid[:8]}_{page.query.month}"
    return _Table(page.title, heads, rows, _beneath(page.source, is_internal), file).as_file(form)
