"""The same sheet of firms by other programs: django-import-export, and pandas with pandera.

They are no part of this program's requirements: `requirements/benchmarks.in` names them, and a
program that is not installed is said to be missing and left out.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def rivals(path: Path) -> dict[str, Callable[[], int]]:
    """By name, what reads and checks `path` without writing; each gives the rows it found sound."""
    found: dict[str, Callable[[], int]] = {}
    for name, made in (
        ("django-import-export, bulk", lambda: _by_import_export(path, bulk=True)),
        ("django-import-export, default", lambda: _by_import_export(path, bulk=False)),
        ("pandas and pandera", lambda: _by_pandera(path)),
    ):
        try:
            found[name] = made()
        except ImportError as missing:
            print(f"{name}: not installed ({missing.name})")
    return found


def _by_import_export(path: Path, *, bulk: bool) -> Callable[[], int]:
    """As its documents show it: a resource of the model, codes of others by their widget."""
    from import_export import fields, resources, widgets
    from tablib import Dataset

    from chainchief.ledger.kinds.chain.models import Chain
    from chainchief.ledger.kinds.division.models import Division
    from chainchief.ledger.kinds.enterprise.models import Enterprise
    from chainchief.ledger.kinds.organisation.models import Organisation

    def by_code(name: str, model: type) -> Any:
        widget = widgets.ForeignKeyWidget(model, "code")
        return fields.Field(column_name=name, attribute=name, widget=widget)

    class Firms(resources.ModelResource):
        division = by_code("division", Division)
        chain = by_code("chain", Chain)
        headquarters = by_code("headquarters", Organisation)

        class Meta:
            model = Enterprise
            import_id_fields = ("code",)
            # `branch_of` may name a row of the same file, which it cannot resolve in a dry run.
            fields = (
                "code", "name", "credit_code", "division", "industry", "chain", "size_class",
                "employees", "revenue", "headquarters", "above_scale_from", "above_scale_to",
                "assets", "valid_from", "valid_to",
            )  # fmt: skip
            use_bulk = bulk
            batch_size = 1000
            # Columns of money hold whole 分 in the model; it reads 万元 as they stand.
            clean_model_instances = True

    def run() -> int:
        from chainchief.ledger import changelog

        with path.open("rb") as stream:
            data = Dataset().load(stream.read(), format="xlsx")
        for name in ("revenue", "assets"):
            values = [None if value is None else round(value * 1_000_000) for value in data[name]]
            del data[name]
            data.append_col(values, header=name)
        with changelog.acting("bench", "import-export"):
            result = Firms().import_data(data, dry_run=True, raise_errors=False)
        wrong = len(result.invalid_rows) + len(result.error_rows) + len(result.base_errors)
        if wrong:
            said = [*result.base_errors, *(row.error for row in result.invalid_rows[:3])]
            raise SystemExit(f"django-import-export refused {wrong} rows: {said}")
        return len(data)

    return run


def _by_pandera(path: Path) -> Callable[[], int]:
    """Types, patterns, ranges, choices, codes that are there: what a schema of frames can say."""
    import pandas as pd
    import pandera.pandas as pa

    from benchmarks.wide_table import CHAINS, DIVISIONS, OFFICES

    text, whole, amount = (pa.Column(t, nullable=True, coerce=True) for t in (str, "Int64", float))
    day = pa.Column("datetime64[ns]", nullable=True, coerce=True)
    schema = pa.DataFrameSchema(
        {
            "code": pa.Column(str, unique=True),
            "name": pa.Column(str, pa.Check.str_length(1, 200)),
            "credit_code": pa.Column(str, pa.Check.str_matches(r"^[0-9A-HJ-NPQRTUWXY]{18}$")),
            "division": pa.Column(str, pa.Check.isin(DIVISIONS)),
            "industry": pa.Column(str, pa.Check.str_matches(r"^\d{2,4}$")),
            "chain": pa.Column(str, pa.Check.isin(CHAINS)),
            "size_class": pa.Column(str, pa.Check.isin(("large", "medium", "small", "micro"))),
            "employees": pa.Column("Int64", pa.Check.ge(0), coerce=True),
            "revenue": pa.Column(float, pa.Check.ge(0)),
            "headquarters": pa.Column(str, pa.Check.isin(OFFICES)),
            "branch_of": text,
            "above_scale_from": day,
            "above_scale_to": day,
            "assets": pa.Column(float, pa.Check.ge(0)),
            "valid_from": day,
            "valid_to": day,
            "x_leader": text,
            "x_land": amount,
            "x_visited": day,
            "x_patents": whole,
        }
    )
    texts = ("code", "credit_code", "division", "industry", "chain")

    def run() -> int:
        frame = pd.read_excel(path, dtype=dict.fromkeys(texts, str))
        return len(schema.validate(frame, lazy=True))

    return run
