-- The sums of benchmarks/figures.py as one would write them by hand for DuckDB alone.
WITH first_stage AS (
  SELECT entity_uid, any_value(division) AS division, any_value(chain) AS chain, stage,
         min(recognised_on) AS on_day
  FROM $project_stage$
  WHERE evidence = 'accepted' AND stage IN ('signed', 'started') AND recognised_on IS NOT NULL
  GROUP BY entity_uid, stage
),
stage AS (
  SELECT f.*, c.landmark_from <= on_day AND coalesce(c.landmark_to >= on_day, true) AS landmark
  FROM first_stage f LEFT JOIN $chain$ c ON c.entity_code = f.chain
  WHERE on_day BETWEEN DATE '2023-01-01' AND DATE '2023-11-30'
),
listed AS (
  SELECT entity_uid, any_value(division) AS division, any_value(chain) AS chain,
         bool_or(list = 'PROV-TECH') AS prov, bool_or(list = 'CITY-TECH') AS city
  FROM $project_listing$
  WHERE list IN ('PROV-TECH', 'CITY-TECH')
    AND coalesce(valid_from <= DATE '2023-11-30', true)
    AND coalesce(valid_to >= DATE '2023-11-30', true)
  GROUP BY entity_uid
),
last_report AS (
  SELECT entity_uid, any_value(division) AS division, any_value(chain) AS chain,
         arg_max(invested, k) AS invested, arg_max(funds_recognised, k) AS recognised,
         arg_max(funds_reported, k) AS reported, arg_max(funds_verified, k) AS verified
  FROM (SELECT *, (month, revision, row_uid) AS k FROM $project_report$
        WHERE month BETWEEN '2023-01' AND '2023-11')
  GROUP BY entity_uid
),
contribution AS (
  SELECT division, chain,
         (stage = 'signed')::BIGINT AS c1, (stage = 'started' AND landmark)::BIGINT AS c2,
         (stage = 'started')::BIGINT AS c3, 0 AS c4, 0 AS c5, 0 AS c6, 0 AS c7, 0 AS c8, 0 AS c9,
         0 AS c10, 0 AS c11, 0 AS c12, 0 AS c13
  FROM stage
  UNION ALL
  SELECT r.division, r.chain, 0, 0, 0, invested,
         CASE WHEN s.entity_uid IS NOT NULL THEN recognised END,
         CASE WHEN s.entity_uid IS NOT NULL THEN reported END,
         CASE WHEN s.entity_uid IS NOT NULL THEN verified END,
         CASE WHEN l.prov THEN invested END, CASE WHEN l.city THEN invested END, 0, 0, 0, 0
  FROM last_report r
  LEFT JOIN (SELECT entity_uid FROM stage WHERE stage = 'started' AND landmark) s USING (entity_uid)
  LEFT JOIN listed l USING (entity_uid)
  UNION ALL
  SELECT division, chain, 0, 0, 0, 0, 0, 0, 0, 0, 0, prov::BIGINT, city::BIGINT, 1, 0 FROM listed
  UNION ALL
  SELECT division, chain, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, total_investment
  FROM $project_investment$
  WHERE coalesce(valid_from <= DATE '2023-11-30', true)
    AND coalesce(valid_to >= DATE '2023-11-30', true)
),
leaf AS (
  SELECT division, chain, sum(c1) AS c1, sum(c2) AS c2, sum(c3) AS c3, sum(c4) AS c4,
         sum(c5) AS c5, sum(c6) AS c6, sum(c7) AS c7, sum(c8) AS c8, sum(c9) AS c9,
         sum(c10) AS c10, sum(c11) AS c11, sum(c12) AS c12, sum(c13) AS c13
  FROM contribution GROUP BY division, chain
),
placed AS (SELECT d.ancestor, leaf.* FROM leaf JOIN $division_closure$ d USING (division))
SELECT ancestor, coalesce(chain, '') AS chain, sum(c1), sum(c2), sum(c3), sum(c4), sum(c5),
       sum(c6), sum(c7), sum(c8), sum(c9), sum(c10), sum(c11), sum(c12), sum(c13)
FROM placed
GROUP BY GROUPING SETS ((ancestor, chain), (ancestor))
HAVING grouping(chain) = 1 OR chain <> ''
