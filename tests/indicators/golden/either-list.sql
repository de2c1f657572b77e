WITH "t8" AS (
  SELECT
    "t7"."entity_uid",
    "t7"."division",
    "t7"."chain",
    "t7"."c0",
    "t3"."ancestor",
    "t3"."inside"
  FROM (
    SELECT
      "t5"."entity_uid",
      "t5"."division",
      "t5"."chain",
      MAX("t5"."c0") AS "c0"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."entity_uid",
          "t1"."division",
          "t1"."chain",
          CASE
            WHEN COALESCE(
              TRUE
              AND COALESCE("t1"."list" IN ('PROV-TECH', 'CITY-TECH'), FALSE)
              AND TRUE
              AND (
                (
                  (
                    "t1"."valid_from" IS NULL
                  )
                  OR (
                    "t1"."valid_from" <= MAKE_DATE(2023, 11, 30)
                  )
                )
                AND (
                  (
                    "t1"."valid_to" IS NULL
                  ) OR (
                    "t1"."valid_to" >= MAKE_DATE(2023, 11, 30)
                  )
                )
              ),
              FALSE
            )
            THEN 1
            ELSE CAST(NULL AS BIGINT)
          END AS "c0"
        FROM "project_listing" AS "t1"
      ) AS "t4"
      WHERE
        "t4"."c0" IS NOT NULL
    ) AS "t5"
    GROUP BY
      1,
      2,
      3
  ) AS "t7"
  INNER JOIN (
    SELECT
      "t0"."ancestor",
      "t0"."division" AS "inside"
    FROM "division_closure" AS "t0"
  ) AS "t3"
    ON "t7"."division" = "t3"."inside"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t12"."ancestor",
      "t12"."chain",
      SUM("t12"."c0") AS "v0",
      COUNT("t12"."c0") AS "n0"
    FROM (
      SELECT
        "t10"."ancestor",
        "t10"."chain",
        "t10"."entity_uid",
        MAX("t10"."c0") AS "c0"
      FROM (
        SELECT
          *
        FROM "t8" AS "t9"
        WHERE
          "t9"."chain" <> ''
      ) AS "t10"
      GROUP BY
        1,
        2,
        3
    ) AS "t12"
    GROUP BY
      1,
      2
  ) AS "t15"
) AS "t16"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t13"."ancestor",
    '' AS "chain",
    "t13"."v0",
    "t13"."n0"
  FROM (
    SELECT
      "t11"."ancestor",
      SUM("t11"."c0") AS "v0",
      COUNT("t11"."c0") AS "n0"
    FROM (
      SELECT
        "t9"."ancestor",
        "t9"."entity_uid",
        MAX("t9"."c0") AS "c0"
      FROM "t8" AS "t9"
      GROUP BY
        1,
        2
    ) AS "t11"
    GROUP BY
      1
  ) AS "t13"
) AS "t14"
