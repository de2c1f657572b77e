WITH leaf AS (
  SELECT
    r.entity_uid,
    r.division AS division,
    r.chain,
    MIN(r.recognised_on) AS x0,
    MIN(CASE WHEN COALESCE(((of_chain.landmark_from IS NOT NULL OR of_chain.landmark_to IS NOT NULL) AND (of_chain.landmark_from IS NULL OR of_chain.landmark_from <= r.recognised_on) AND (of_chain.landmark_to IS NULL OR of_chain.landmark_to >= r.recognised_on)), FALSE) THEN r.recognised_on END) AS x1
  FROM project_stage AS r
  LEFT JOIN chain AS of_chain ON of_chain.entity_code = r.chain
  WHERE r.stage = 'started'
    AND r.evidence = 'accepted'
  GROUP BY r.entity_uid, r.division, r.chain
),
settled AS (
  SELECT
    leaf.entity_uid,
    leaf.division,
    leaf.chain,
    1 AS places,
    CASE WHEN leaf.x1 = leaf.x0 AND leaf.x1 BETWEEN DATE '2023-01-01' AND DATE '2023-11-30' THEN 1 END AS c0
  FROM leaf
)
SELECT division, chain, FALSE AS is_cell, CAST(SUM(c0) AS BIGINT) AS v0, COUNT(c0) AS n0
FROM settled
GROUP BY division, chain
