"""The SQL of a survey, in the part that both engines share: whatever grows with the firms.

What is put into it are names of the lake's files and whole numbers, never a word from outside.
"""

from fractions import Fraction

import pyarrow as pa

from chainchief.chainmap.coverage.segments import Status
from chainchief.chainmap.coverage.thresholds import Thresholds


def _numbers(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.int64()) for name in names])


COVERED = _numbers("segment", "status", "local_firms", "demand", "local", "capacity", "sources")
RATES = _numbers("chain", "local", "bought", "local_suppliers", "suppliers")
PLACED = _numbers("segment", "firm", "firms")

#: Squares of amounts need more than 64 bits; both engines refuse what does not fit into these.
WIDE, WIDEST = "DECIMAL(19, 0)", "DECIMAL(38, 0)"


def covered(segments: str, presences: str, purchases: str, rules: Thresholds) -> str:
    """Each segment with its numbers and its status; `capacity` NULL where one is not declared."""
    return f"""
WITH there AS (
  SELECT segment, firm, SUM(capacity) AS capacity
  FROM (
    SELECT segment, firm, capacity FROM {presences}
    UNION ALL
    SELECT segment, supplier AS firm, CAST(NULL AS BIGINT) AS capacity
    FROM {purchases} WHERE is_local
  ) GROUP BY segment, firm
), peopled AS (
  SELECT segment, COUNT(*) AS firms, COUNT(capacity) AS stating, SUM(capacity) AS capacity
  FROM there GROUP BY segment
), by_source AS (
  SELECT segment, supplier,
    CAST(SUM(amount) AS BIGINT) AS bought,
    CAST(SUM(CASE WHEN is_local THEN amount ELSE 0 END) AS BIGINT) AS from_here,
    CAST(SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS BIGINT) AS delivered,
    CAST(SUM(CASE WHEN amount > 0 AND NOT is_local THEN amount ELSE 0 END) AS BIGINT) AS from_there
  FROM {purchases} GROUP BY segment, supplier
), bought AS (
  SELECT segment,
    CAST(SUM(bought) AS BIGINT) AS demand,
    CAST(SUM(from_here) AS BIGINT) AS local,
    CAST(SUM(from_there) AS BIGINT) AS outside,
    COUNT(CASE WHEN delivered > 0 THEN 1 END) AS sources,
    COUNT(CASE WHEN from_there > 0 THEN 1 END) AS sources_outside,
    SUM(CAST(delivered AS {WIDE}) * CAST(delivered AS {WIDE})) AS squares
  FROM by_source GROUP BY segment
), joined AS (
  SELECT s.segment,
    COALESCE(p.firms, 0) AS local_firms,
    COALESCE(b.demand, 0) AS demand,
    COALESCE(b.local, 0) AS local,
    COALESCE(b.outside, 0) AS outside,
    COALESCE(b.sources, 0) AS sources,
    COALESCE(b.sources_outside, 0) AS sources_outside,
    COALESCE(b.squares, 0) AS squares,
    CASE WHEN p.firms IS NULL THEN 0 WHEN p.stating = p.firms THEN p.capacity END AS capacity
  FROM {segments} s
  LEFT JOIN peopled p ON p.segment = s.segment
  LEFT JOIN bought b ON b.segment = s.segment
)
SELECT segment, {_status(rules)} AS status,
  local_firms, demand, local, CAST(capacity AS BIGINT) AS capacity, sources
FROM joined
"""  # noqa: S608


def _status(rules: Thresholds) -> str:
    """The worst rule that a segment trips decides, as for one chain."""
    outside = _compared("outside", ">=", rules.single_outside_share, "demand")
    concentrated = _compared(
        "squares", ">", rules.most_concentrated, f"CAST(demand AS {WIDE}) * CAST(demand AS {WIDE})"
    )
    short = _compared("capacity", "<", rules.capacity_of_demand, "demand")
    return f"""CASE
    WHEN local_firms = 0 THEN {Status.MISSING:d}
    WHEN sources_outside = 1 AND {outside} THEN {Status.AT_RISK:d}
    WHEN local_firms < {rules.fewest_local_firms} THEN {Status.WEAK:d}
    WHEN demand <> 0 AND {concentrated} THEN {Status.WEAK:d}
    WHEN demand <> 0 AND capacity IS NOT NULL AND {short} THEN {Status.WEAK:d}
    ELSE {Status.STRONG:d} END"""


def _compared(part: str, sign: str, share: Fraction, whole: str) -> str:
    """part / whole against a share, in whole numbers."""
    wide = f"CAST({part} AS {WIDEST}) * {share.denominator}"
    return f"{wide} {sign} CAST({whole} AS {WIDEST}) * {share.numerator}"


def rates(purchases: str) -> str:
    """Each chain that bought something: both local rates in their parts."""
    return f"""
WITH by_supplier AS (
  SELECT chain, supplier,
    CAST(SUM(amount) AS BIGINT) AS bought,
    CAST(SUM(CASE WHEN is_local THEN amount ELSE 0 END) AS BIGINT) AS local,
    MAX(CASE WHEN amount > 0 THEN 1 ELSE 0 END) AS delivers,
    MAX(CASE WHEN amount > 0 AND is_local THEN 1 ELSE 0 END) AS delivers_here
  FROM {purchases} GROUP BY chain, supplier
)
SELECT chain, CAST(SUM(local) AS BIGINT) AS local, CAST(SUM(bought) AS BIGINT) AS bought,
  CAST(SUM(delivers_here) AS BIGINT) AS local_suppliers, CAST(SUM(delivers) AS BIGINT) AS suppliers
FROM by_supplier GROUP BY chain
"""  # noqa: S608


def placed(presences: str) -> str:
    """Segment → how many firms stand there and nowhere else, `firm` being NULL; and each firm that
    stands in several segments, with each of them."""
    return f"""
WITH spans AS (
  SELECT firm, MIN(segment) AS least, MAX(segment) AS most FROM {presences} GROUP BY firm
)
SELECT least AS segment, CAST(NULL AS BIGINT) AS firm, COUNT(*) AS firms
FROM spans WHERE least = most GROUP BY least
UNION ALL
SELECT DISTINCT p.segment, p.firm, CAST(1 AS BIGINT) AS firms
FROM {presences} p JOIN spans ON spans.firm = p.firm WHERE spans.least <> spans.most
"""  # noqa: S608
