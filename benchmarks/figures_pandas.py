"""The sums of benchmarks/figures.py as one would compute them with pandas, for comparison."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

Cells = dict[tuple[str, str, str], int]
FIRST, LAST = pd.Timestamp("2023-01-01"), pd.Timestamp("2023-11-30")
_PLACE = ["division", "chain"]


def cells_by_pandas(snapshot: Any) -> Cells:
    found: Cells = {}
    for code, leaves in _leaves(snapshot):
        _roll_up(found, code, leaves, snapshot)
    return found


def _roll_up(found: Cells, code: str, leaves: pd.DataFrame, snapshot: Any) -> None:
    """`leaves`: one row per project with its place and a number `n`."""
    closure = _read(snapshot, "division_closure", ["ancestor", "division"])
    placed = leaves.groupby(_PLACE, as_index=False)["n"].sum().merge(closure, on="division")
    for ancestor, total in placed.groupby("ancestor")["n"].sum().items():
        found[code, str(ancestor), ""] = int(total)
    by_chain = placed[placed["chain"] != ""].groupby(["ancestor", "chain"])["n"].sum()
    for (ancestor, chain), total in by_chain.items():
        found[code, str(ancestor), str(chain)] = int(total)
    for key in [key for key, value in found.items() if not value]:
        del found[key]


def _leaves(snapshot: Any) -> Iterator[tuple[str, pd.DataFrame]]:
    stages = _stages(snapshot)
    started = stages[stages["stage"] == "started"]
    landmark = started[started["landmark"]]
    yield "IND-PRJ-SIGNED", stages[stages["stage"] == "signed"]
    yield "IND-PRJ-STARTED-ALL", started
    yield "IND-PRJ-STARTED", landmark
    lists = {name: _listed(snapshot, name) for name in ("PROV-TECH", "CITY-TECH")}
    yield "IND-PRJ-LIST-PROV", lists["PROV-TECH"]
    yield "IND-PRJ-LIST-CITY", lists["CITY-TECH"]
    yield "IND-PRJ-LIST-EITHER", pd.concat(lists.values()).drop_duplicates("entity_uid")
    investment = _in_force(_read(snapshot, "project_investment", ["total_investment", *_VALID]))
    yield "IND-PRJ-PLANNED-TOTAL", investment.rename(columns={"total_investment": "n"})
    yield from _of_reports(snapshot, landmark, lists)


_VALID = ["entity_uid", *_PLACE, "valid_from", "valid_to"]


def _of_reports(
    snapshot: Any, landmark: pd.DataFrame, lists: dict[str, pd.DataFrame]
) -> Iterator[tuple[str, pd.DataFrame]]:
    amounts = ["invested", "funds_recognised", "funds_reported", "funds_verified"]
    columns = ["entity_uid", "row_uid", *_PLACE, "month", "revision", *amounts]
    reports = _read(snapshot, "project_report", columns)
    reports = reports[reports["month"].between("2023-01", "2023-11")]
    ordered = reports.sort_values(["month", "revision", "row_uid"])
    last = {name: ordered.dropna(subset=[name]).groupby("entity_uid").tail(1) for name in amounts}
    for code, name, of in (
        ("IND-PRJ-INVESTED", "invested", None),
        ("IND-PRJ-INVESTED-PROV", "invested", lists["PROV-TECH"]),
        ("IND-PRJ-INVESTED-CITY", "invested", lists["CITY-TECH"]),
        ("IND-PRJ-FUNDS-RECOGNISED", "funds_recognised", landmark),
        ("IND-PRJ-FUNDS-REPORTED", "funds_reported", landmark),
        ("IND-PRJ-FUNDS-VERIFIED", "funds_verified", landmark),
    ):
        rows = last[name]
        kept = rows if of is None else rows[rows["entity_uid"].isin(of["entity_uid"])]
        yield code, kept.rename(columns={name: "n"})


def _stages(snapshot: Any) -> pd.DataFrame:
    columns = ["entity_uid", *_PLACE, "stage", "evidence", "recognised_on"]
    rows = _read(snapshot, "project_stage", columns)
    rows = rows[(rows["evidence"] == "accepted") & rows["stage"].isin(["signed", "started"])]
    day = pd.to_datetime(rows["recognised_on"])
    rows = rows.assign(day=day).dropna(subset=["day"]).sort_values("day")
    first = rows.groupby(["entity_uid", "stage"], as_index=False).head(1)
    first = first[first["day"].between(FIRST, LAST)]
    chains = _read(snapshot, "chain", ["entity_code", "landmark_from"])
    landmark = set(chains.loc[chains["landmark_from"].notna(), "entity_code"])
    return first.assign(landmark=first["chain"].isin(landmark), n=1)


def _listed(snapshot: Any, name: str) -> pd.DataFrame:
    rows = _read(snapshot, "project_listing", ["list", *_VALID])
    rows = _in_force(rows[rows["list"] == name])
    return rows.drop_duplicates("entity_uid").assign(n=1)


def _in_force(rows: pd.DataFrame) -> pd.DataFrame:
    begun, ended = pd.to_datetime(rows["valid_from"]), pd.to_datetime(rows["valid_to"])
    return rows[(begun.isna() | (begun <= LAST)) & (ended.isna() | (ended >= LAST))]


def _read(snapshot: Any, table: str, columns: list[str]) -> pd.DataFrame:
    return pd.read_parquet(snapshot.path(table), columns=columns)
