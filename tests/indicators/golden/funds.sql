WITH leaf_of_ind_prj_started AS (
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
settled_of_ind_prj_started AS (
  SELECT
    leaf_of_ind_prj_started.entity_uid,
    leaf_of_ind_prj_started.division,
    leaf_of_ind_prj_started.chain,
    1 AS places,
    CASE WHEN leaf_of_ind_prj_started.x1 = leaf_of_ind_prj_started.x0 AND leaf_of_ind_prj_started.x1 BETWEEN DATE '2023-01-01' AND DATE '2023-11-30' THEN 1 END AS c0
  FROM leaf_of_ind_prj_started
),
members_of_ind_prj_started AS (
  SELECT entity_uid
  FROM settled_of_ind_prj_started
  WHERE c0 IS NOT NULL AND division IN ('371402')
),
report AS (
  SELECT
    r.*,
    CASE WHEN r.reported_under <> r.entity_code THEN ((CAST(REPLACE(r.month, '-', '') AS BIGINT) * 2 + 0) * 1000 + r.revision) * 4294967296 + CAST('0x' || RIGHT(MD5(r.reported_under), 8) AS BIGINT) ELSE ((CAST(REPLACE(r.month, '-', '') AS BIGINT) * 2 + 1) * 1000 + r.revision) * 4294967296 END AS report_key
  FROM project_report AS r
),
leaf AS MATERIALIZED (
  SELECT
    r.entity_uid,
    r.division AS division,
    r.chain,
    MAX(r.report_key) AS x0,
    MAX_BY(r.funds_recognised, r.report_key) AS x1
  FROM report AS r
  WHERE r.funds_recognised IS NOT NULL
    AND r.month BETWEEN '2023-01' AND '2023-11'
  GROUP BY r.entity_uid, r.division, r.chain
),
whole AS (
  SELECT entity_uid, COUNT(*) AS places, MAX(x0) AS x0
  FROM leaf
  GROUP BY entity_uid HAVING COUNT(*) > 1
),
settled AS MATERIALIZED (
  SELECT
    leaf.entity_uid,
    leaf.division,
    leaf.chain,
    COALESCE(whole.places, 1) AS places,
    CASE WHEN members_of_ind_prj_started.entity_uid IS NOT NULL THEN CASE WHEN leaf.x0 = COALESCE(whole.x0, leaf.x0) THEN leaf.x1 END END AS c0
  FROM leaf
  LEFT JOIN whole ON whole.entity_uid = leaf.entity_uid
  LEFT JOIN members_of_ind_prj_started ON members_of_ind_prj_started.entity_uid = leaf.entity_uid
),
units AS (
  SELECT ancestor, division
  FROM division_closure
),
several AS (
  SELECT *
  FROM settled
  WHERE places > 1 AND (c0 IS NOT NULL)
)
SELECT division, chain, FALSE AS is_cell, CAST(SUM(c0) AS BIGINT) AS v0, COUNT(c0) AS n0
FROM settled
WHERE places = 1
GROUP BY division, chain
UNION ALL
SELECT ancestor, chain, TRUE AS is_cell, CAST(SUM(c0) AS BIGINT) AS v0, COUNT(c0) AS n0
FROM (
  SELECT ancestor, CASE WHEN every_chain = 1 THEN '' ELSE chain END AS chain, c0
  FROM (
    SELECT ancestor, chain, GROUPING(chain) AS every_chain, SUM(c0) AS c0
    FROM several JOIN units ON units.division = several.division
    GROUP BY GROUPING SETS ((ancestor, chain, entity_uid), (ancestor, entity_uid))
  ) AS total
  WHERE every_chain = 1 OR chain <> ''
) AS entity
GROUP BY ancestor, chain
