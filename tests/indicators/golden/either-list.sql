WITH leaf AS (
  SELECT r.entity_uid, r.division AS division, r.chain, MAX(1) AS x0
  FROM project_listing AS r
  WHERE r.list IN ('PROV-TECH', 'CITY-TECH')
    AND (r.valid_from IS NULL OR r.valid_from <= DATE '2023-11-30') AND (r.valid_to IS NULL OR r.valid_to >= DATE '2023-11-30')
  GROUP BY r.entity_uid, r.division, r.chain
),
settled AS (
  SELECT leaf.entity_uid, leaf.division, leaf.chain, 1 AS places, leaf.x0 AS c0
  FROM leaf
)
SELECT division, chain, FALSE AS is_cell, CAST(SUM(c0) AS BIGINT) AS v0, COUNT(c0) AS n0
FROM settled
GROUP BY division, chain
