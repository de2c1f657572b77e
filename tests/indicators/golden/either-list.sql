WITH leaf AS MATERIALIZED (
  SELECT r.entity_uid, r.division AS division, r.chain, MAX(1) AS x0
  FROM project_listing AS r
  WHERE r.list IN ('PROV-TECH', 'CITY-TECH')
    AND (r.valid_from IS NULL OR r.valid_from <= DATE '2023-11-30') AND (r.valid_to IS NULL OR r.valid_to >= DATE '2023-11-30')
  GROUP BY r.entity_uid, r.division, r.chain
),
whole AS (
  SELECT entity_uid, COUNT(*) AS places
  FROM leaf
  GROUP BY entity_uid HAVING COUNT(*) > 1
),
settled AS MATERIALIZED (
  SELECT
    leaf.entity_uid,
    leaf.division,
    leaf.chain,
    COALESCE(whole.places, 1) AS places,
    leaf.x0 AS c0
  FROM leaf
  LEFT JOIN whole ON whole.entity_uid = leaf.entity_uid
),
units AS (
  SELECT ancestor, division
  FROM division_closure
),
single AS (
  SELECT division, chain, SUM(c0) AS v0, COUNT(c0) AS n0
  FROM settled
  WHERE places = 1
  GROUP BY division, chain
),
several AS (
  SELECT *
  FROM settled
  WHERE places > 1 AND (c0 IS NOT NULL)
),
placed AS (
  SELECT ancestor, CASE WHEN every_chain = 1 THEN '' ELSE chain END AS chain, v0, n0
  FROM (
    SELECT ancestor, chain, GROUPING(chain) AS every_chain, SUM(v0) AS v0, SUM(n0) AS n0
    FROM single JOIN units ON units.division = single.division
    GROUP BY GROUPING SETS ((ancestor, chain), (ancestor))
  ) AS total
  WHERE every_chain = 1 OR chain <> ''
  UNION ALL
  SELECT ancestor, chain, SUM(c0) AS v0, COUNT(c0) AS n0
  FROM (
    SELECT ancestor, CASE WHEN every_chain = 1 THEN '' ELSE chain END AS chain, c0
    FROM (
      SELECT ancestor, chain, GROUPING(chain) AS every_chain, MAX(c0) AS c0
      FROM several JOIN units ON units.division = several.division
      GROUP BY GROUPING SETS ((ancestor, chain, entity_uid), (ancestor, entity_uid))
    ) AS total
    WHERE every_chain = 1 OR chain <> ''
  ) AS entity
  GROUP BY ancestor, chain
)
SELECT ancestor, chain, CAST(SUM(v0) AS BIGINT) AS v0, CAST(SUM(n0) AS BIGINT) AS n0
FROM placed
GROUP BY ancestor, chain
