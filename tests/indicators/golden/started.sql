WITH "t17" AS (
  SELECT
    "t16"."entity_uid",
    "t16"."division",
    "t16"."chain",
    "t16"."c0",
    "t6"."ancestor",
    "t6"."inside"
  FROM (
    SELECT
      "t14"."entity_uid",
      "t14"."division",
      "t14"."chain",
      MAX("t14"."c0") AS "c0"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t12"."entity_uid",
          "t12"."division",
          "t12"."chain",
          CASE
            WHEN COALESCE(
              TRUE
              AND COALESCE("t12"."stage" IN ('started'), FALSE)
              AND COALESCE("t12"."evidence" IN ('accepted'), FALSE)
              AND (
                TRUE
                AND COALESCE(
                  COALESCE(
                    (
                      (
                        "t12"."chain__landmark_from" IS NOT NULL
                      )
                      OR (
                        "t12"."chain__landmark_to" IS NOT NULL
                      )
                    )
                    AND (
                      (
                        "t12"."chain__landmark_from" IS NULL
                      )
                      OR (
                        "t12"."chain__landmark_from" <= "t12"."recognised_on"
                      )
                    )
                    AND (
                      (
                        "t12"."chain__landmark_to" IS NULL
                      )
                      OR (
                        "t12"."chain__landmark_to" >= "t12"."recognised_on"
                      )
                    ),
                    FALSE
                  ),
                  FALSE
                )
              )
              AND (
                "t12"."recognised_on" BETWEEN MAKE_DATE(2023, 1, 1) AND MAKE_DATE(2023, 11, 30)
                AND (
                  "t12"."recognised_on" = "t12"."s0"
                )
              ),
              FALSE
            )
            THEN 1
            ELSE CAST(NULL AS BIGINT)
          END AS "c0"
        FROM (
          SELECT
            "t11".*
            EXCLUDE ("of_entity")
          FROM (
            SELECT
              "t3"."row_kind",
              "t3"."row_uid",
              "t3"."row_version",
              "t3"."entity_kind",
              "t3"."entity_uid",
              "t3"."entity_version",
              "t3"."entity_code",
              "t3"."entity_name",
              "t3"."division",
              "t3"."chain",
              "t3"."stage",
              "t3"."evidence",
              "t3"."occurred_on",
              "t3"."reported_on",
              "t3"."recognised_on",
              "t3"."reported_by",
              "t3"."construction",
              "t7"."chain__key",
              "t7"."chain__landmark_from",
              "t7"."chain__landmark_to",
              "t10"."of_entity",
              "t10"."s0"
            FROM "project_stage" AS "t3"
            LEFT OUTER JOIN (
              SELECT
                "t2"."entity_code" AS "chain__key",
                "t2"."landmark_from" AS "chain__landmark_from",
                "t2"."landmark_to" AS "chain__landmark_to"
              FROM "chain" AS "t2"
            ) AS "t7"
              ON "t3"."chain" = "t7"."chain__key"
            LEFT OUTER JOIN (
              SELECT
                "t8"."entity_uid" AS "of_entity",
                MIN("t8"."recognised_on") FILTER(WHERE
                  TRUE
                  AND COALESCE("t8"."stage" IN ('started'), FALSE)
                  AND COALESCE("t8"."evidence" IN ('accepted'), FALSE)) AS "s0"
              FROM (
                SELECT
                  "t3"."row_kind",
                  "t3"."row_uid",
                  "t3"."row_version",
                  "t3"."entity_kind",
                  "t3"."entity_uid",
                  "t3"."entity_version",
                  "t3"."entity_code",
                  "t3"."entity_name",
                  "t3"."division",
                  "t3"."chain",
                  "t3"."stage",
                  "t3"."evidence",
                  "t3"."occurred_on",
                  "t3"."reported_on",
                  "t3"."recognised_on",
                  "t3"."reported_by",
                  "t3"."construction",
                  "t7"."chain__key",
                  "t7"."chain__landmark_from",
                  "t7"."chain__landmark_to"
                FROM "project_stage" AS "t3"
                LEFT OUTER JOIN (
                  SELECT
                    "t2"."entity_code" AS "chain__key",
                    "t2"."landmark_from" AS "chain__landmark_from",
                    "t2"."landmark_to" AS "chain__landmark_to"
                  FROM "chain" AS "t2"
                ) AS "t7"
                  ON "t3"."chain" = "t7"."chain__key"
              ) AS "t8"
              GROUP BY
                1
            ) AS "t10"
              ON "t3"."entity_uid" = "t10"."of_entity"
          ) AS "t11"
        ) AS "t12"
      ) AS "t13"
      WHERE
        "t13"."c0" IS NOT NULL
    ) AS "t14"
    GROUP BY
      1,
      2,
      3
  ) AS "t16"
  INNER JOIN (
    SELECT
      "t0"."ancestor",
      "t0"."division" AS "inside"
    FROM "division_closure" AS "t0"
  ) AS "t6"
    ON "t16"."division" = "t6"."inside"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t21"."ancestor",
      "t21"."chain",
      SUM("t21"."c0") AS "v0",
      COUNT("t21"."c0") AS "n0"
    FROM (
      SELECT
        "t19"."ancestor",
        "t19"."chain",
        "t19"."entity_uid",
        MAX("t19"."c0") AS "c0"
      FROM (
        SELECT
          *
        FROM "t17" AS "t18"
        WHERE
          "t18"."chain" <> ''
      ) AS "t19"
      GROUP BY
        1,
        2,
        3
    ) AS "t21"
    GROUP BY
      1,
      2
  ) AS "t24"
) AS "t25"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t22"."ancestor",
    '' AS "chain",
    "t22"."v0",
    "t22"."n0"
  FROM (
    SELECT
      "t20"."ancestor",
      SUM("t20"."c0") AS "v0",
      COUNT("t20"."c0") AS "n0"
    FROM (
      SELECT
        "t18"."ancestor",
        "t18"."entity_uid",
        MAX("t18"."c0") AS "c0"
      FROM "t17" AS "t18"
      GROUP BY
        1,
        2
    ) AS "t20"
    GROUP BY
      1
  ) AS "t22"
) AS "t23"
