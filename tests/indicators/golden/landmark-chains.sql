WITH leaf AS (
  SELECT r.entity_uid, '371400' AS division, r.chain, 1 AS x0
  FROM chain AS r
  WHERE COALESCE(((r.landmark_from IS NOT NULL OR r.landmark_to IS NOT NULL) AND (r.landmark_from IS NULL OR r.landmark_from <= DATE '2023-11-30') AND (r.landmark_to IS NULL OR r.landmark_to >= DATE '2023-11-30')), FALSE)
    AND (r.valid_from IS NULL OR r.valid_from <= DATE '2023-11-30') AND (r.valid_to IS NULL OR r.valid_to >= DATE '2023-11-30')
),
settled AS (
  SELECT leaf.entity_uid, leaf.division, leaf.chain, 1 AS places, leaf.x0 AS c0
  FROM leaf
)
SELECT division, chain, FALSE AS is_cell, CAST(SUM(c0) AS BIGINT) AS v0, COUNT(c0) AS n0
FROM settled
GROUP BY division, chain
