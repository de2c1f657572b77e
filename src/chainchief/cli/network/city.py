"""The city's own supply network: links and accounts of the lake, as files the commands can read.

A firm's revenue and costs are those it reported up to December of the links' year; where that
month is missing they are unknown. A firm without an industry (firms from elsewhere are known by
name only) stands for an industry of its own, so that nobody is taken to replace it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

#: 分 in one 元, parts per million in one, days in a year.
FEN, MILLION, YEAR = 100, 1_000_000, 365


@contextmanager
def lake_files(year: int | None, *, daily: bool) -> Iterator[tuple[Path, Path]]:
    """Files of firms and links of one year (default: the newest), gone afterwards.

    Amounts are in 元 per year, with `daily` per day. Feeds hold no sales of a firm to itself.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from chainchief.cli.session import open_ledger

    open_ledger()
    rows = _links_of(year)
    chosen = int(rows[0]["year"])
    links = _added_up(rows, YEAR if daily else 1)
    firms = _firms(rows, chosen)
    with TemporaryDirectory(prefix="chainchief-network-") as folder:
        paths = Path(folder) / "lake-firms.parquet", Path(folder) / "lake-links.parquet"
        for path, records in zip(paths, (firms, links), strict=True):
            pq.write_table(pa.Table.from_pylist(records, schema=_schema_of(records[0])), path)
        yield paths


def _schema_of(row: dict[str, Any]) -> Any:
    """Texts and numbers by the columns' names: a column that is empty throughout tells nothing."""
    import pyarrow as pa

    numbers = {"revenue", "costs", "amount", "confidence"}
    return pa.schema([(name, pa.float64() if name in numbers else pa.string()) for name in row])


def _links_of(year: int | None) -> list[dict[str, Any]]:
    """The rows of one year; refuses where there are none."""
    from chainchief.lake.feeds.declared import SUPPLY_LINK
    from chainchief.lake.feeds.tables import feed_table

    rows = feed_table(SUPPLY_LINK).to_pylist()
    if not rows:
        raise WrongUseError(
            _(
                "The lake holds no supply links; take them in with "
                "`chainchief feed supply-link FILE --basis …`."
            )
        )
    years = sorted({int(row["year"]) for row in rows})
    chosen = years[-1] if year is None else year
    if chosen not in years:
        raise WrongUseError(
            _("The lake holds no supply links of {year}; it holds: {years}.").format(
                year=chosen, years="、".join(map(str, years))
            )
        )
    return [row for row in rows if row["year"] == chosen]


def _ends(row: dict[str, Any]) -> tuple[str, str]:
    """The codes of both ends, or their names where they have none."""
    return row["supplier"] or row["supplier_name"], row["buyer"] or row["buyer_name"]


def _added_up(rows: list[dict[str, Any]], days: int) -> list[dict[str, Any]]:
    """One link for each pair, its products added up; the surest of their confidences holds."""
    amounts: dict[tuple[str, str], int] = {}
    sure: dict[tuple[str, str], int] = {}
    for row in rows:
        pair = _ends(row)
        confidence = MILLION if row["confidence"] is None else int(row["confidence"])
        amounts[pair] = amounts.get(pair, 0) + int(row["amount"])
        sure[pair] = max(sure.get(pair, 0), confidence)
    return [
        {
            "supplier": pair[0],
            "buyer": pair[1],
            "amount": amount / FEN / days,
            "confidence": sure[pair] / MILLION,
            "year": str(rows[0]["year"]),
        }
        for pair, amount in amounts.items()
    ]


def _firms(rows: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """All firms that a link names, in the order of their ids."""
    known, accounts = _known(), _accounts(f"{year}-12")
    ids = sorted({end for row in rows for end in _ends(row)})
    bare = sum(1 for firm in ids if not known.get(firm, {}).get("industry"))
    if bare:
        text = _(
            "Firms without an industry on record: {count} of {firms}; each stands for "
            "an industry of its own."
        ).format(count=bare, firms=len(ids))
        click.echo(_("Warning: {text}").format(text=text), err=True)
    return [_firm(firm, known.get(firm), accounts.get(firm, (None, None))) for firm in ids]


def _firm(
    firm: str, record: dict[str, Any] | None, accounts: tuple[int | None, int | None]
) -> dict[str, Any]:
    of = record or {}
    revenue, costs = (None if value is None else value / FEN for value in accounts)
    return {
        "id": firm,
        "industry": of.get("industry") or firm,
        "revenue": revenue,
        "costs": costs,
        "division": of.get("division") or "",
        "chain": of.get("chain") or "",
        "local": "0" if record is None else "1",
    }


def _known() -> dict[str, dict[str, Any]]:
    from chainchief.lake.rows import ColumnPath, fetch
    from chainchief.ledger.facts import FactType
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    wanted = {
        "code": ColumnPath("code", FactType.CODE),
        "industry": ColumnPath("industry", FactType.TEXT),
        "division": ColumnPath("division_id", FactType.CODE),
        "chain": ColumnPath("chain_id", FactType.CODE),
    }
    firms = fetch(Enterprise.objects.filter(withdrawn_on=None).order_by("uid"), wanted)
    return {row["code"]: row for row in firms.to_pylist()}


def _accounts(month: str) -> dict[str, tuple[int | None, int | None]]:
    """Revenue and costs of a whole year, 分: what was reported up to December."""
    from chainchief.lake.feeds.declared import FIRM_MONTH
    from chainchief.lake.feeds.tables import feed_table

    rows = feed_table(FIRM_MONTH).select(["enterprise", "month", "revenue", "costs"]).to_pylist()
    return {r["enterprise"]: (r["revenue"], r["costs"]) for r in rows if r["month"] == month}
