WITH "t3" AS (
  SELECT
    "t2"."entity_uid",
    "t2"."division",
    "t2"."chain",
    MAX("t2"."c0") AS "c0"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."entity_uid",
        "t0"."division",
        "t0"."chain",
        CASE
          WHEN COALESCE(
            TRUE
            AND COALESCE(
              COALESCE(
                (
                  (
                    "t0"."landmark_from" IS NOT NULL
                  ) OR (
                    "t0"."landmark_to" IS NOT NULL
                  )
                )
                AND (
                  (
                    "t0"."landmark_from" IS NULL
                  )
                  OR (
                    "t0"."landmark_from" <= MAKE_DATE(2023, 11, 30)
                  )
                )
                AND (
                  (
                    "t0"."landmark_to" IS NULL
                  )
                  OR (
                    "t0"."landmark_to" >= MAKE_DATE(2023, 11, 30)
                  )
                ),
                FALSE
              ),
              FALSE
            )
            AND TRUE
            AND (
              (
                (
                  "t0"."valid_from" IS NULL
                )
                OR (
                  "t0"."valid_from" <= MAKE_DATE(2023, 11, 30)
                )
              )
              AND (
                (
                  "t0"."valid_to" IS NULL
                ) OR (
                  "t0"."valid_to" >= MAKE_DATE(2023, 11, 30)
                )
              )
            ),
            FALSE
          )
          THEN 1
          ELSE CAST(NULL AS BIGINT)
        END AS "c0"
      FROM "chain" AS "t0"
    ) AS "t1"
    WHERE
      "t1"."c0" IS NOT NULL
  ) AS "t2"
  GROUP BY
    1,
    2,
    3
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t8"."ancestor",
      "t8"."chain",
      SUM("t8"."c0") AS "v0",
      COUNT("t8"."c0") AS "n0"
    FROM (
      SELECT
        "t6"."ancestor",
        "t6"."chain",
        "t6"."entity_uid",
        MAX("t6"."c0") AS "c0"
      FROM (
        SELECT
          "t4"."entity_uid",
          "t4"."division",
          "t4"."chain",
          "t4"."c0",
          '371400' AS "ancestor"
        FROM "t3" AS "t4"
        WHERE
          "t4"."chain" <> ''
      ) AS "t6"
      GROUP BY
        1,
        2,
        3
    ) AS "t8"
    GROUP BY
      1,
      2
  ) AS "t10"
) AS "t12"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t9"."ancestor",
    '' AS "chain",
    "t9"."v0",
    "t9"."n0"
  FROM (
    SELECT
      "t7"."ancestor",
      SUM("t7"."c0") AS "v0",
      COUNT("t7"."c0") AS "n0"
    FROM (
      SELECT
        "t5"."ancestor",
        "t5"."entity_uid",
        MAX("t5"."c0") AS "c0"
      FROM (
        SELECT
          "t4"."entity_uid",
          "t4"."division",
          "t4"."chain",
          "t4"."c0",
          '371400' AS "ancestor"
        FROM "t3" AS "t4"
      ) AS "t5"
      GROUP BY
        1,
        2
    ) AS "t7"
    GROUP BY
      1
  ) AS "t9"
) AS "t11"
