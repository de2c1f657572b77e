WITH leaf AS (
  SELECT r.entity_uid, '371400' AS division, r.chain, 1 AS x0
  FROM chain AS r
  WHERE COALESCE(((r.landmark_from IS NOT NULL OR r.landmark_to IS NOT NULL) AND (r.landmark_from IS NULL OR r.landmark_from <= DATE '2023-11-30') AND (r.landmark_to IS NULL OR r.landmark_to >= DATE '2023-11-30')), FALSE)
    AND (r.valid_from IS NULL OR r.valid_from <= DATE '2023-11-30') AND (r.valid_to IS NULL OR r.valid_to >= DATE '2023-11-30')
),
settled AS (
  SELECT leaf.entity_uid, leaf.division, leaf.chain, 1 AS places, leaf.x0 AS c0
  FROM leaf
),
units AS (
  SELECT '371400' AS ancestor, '371400' AS division
),
single AS (
  SELECT division, chain, SUM(c0) AS v0, COUNT(c0) AS n0
  FROM settled
  WHERE places = 1
  GROUP BY division, chain
),
placed AS (
  SELECT ancestor, CASE WHEN every_chain = 1 THEN '' ELSE chain END AS chain, v0, n0
  FROM (
    SELECT ancestor, chain, GROUPING(chain) AS every_chain, SUM(v0) AS v0, SUM(n0) AS n0
    FROM single JOIN units ON units.division = single.division
    GROUP BY GROUPING SETS ((ancestor, chain), (ancestor))
  ) AS total
  WHERE every_chain = 1 OR chain <> ''
)
SELECT ancestor, chain, CAST(SUM(v0) AS BIGINT) AS v0, CAST(SUM(n0) AS BIGINT) AS n0
FROM placed
GROUP BY ancestor, chain
