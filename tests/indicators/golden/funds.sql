WITH "t12" AS (
  SELECT
    "t1"."row_kind",
    "t1"."row_uid",
    "t1"."row_version",
    "t1"."entity_kind",
    "t1"."entity_uid",
    "t1"."entity_version",
    "t1"."entity_code",
    "t1"."entity_name",
    "t1"."division",
    "t1"."chain",
    "t1"."month",
    "t1"."revision",
    "t1"."reported_on",
    "t1"."reported_under",
    "t1"."invested",
    "t1"."funds_reported",
    "t1"."funds_verified",
    "t1"."funds_recognised",
    "t1"."construction",
    "t1"."month" || CASE
      WHEN COALESCE("t1"."reported_under" = "t1"."entity_code", TRUE)
      THEN '1'
      ELSE '0'
    END || CASE
      WHEN 9 <= LENGTH(CAST("t1"."revision" AS TEXT))
      THEN CAST("t1"."revision" AS TEXT)
      ELSE REPEAT('0', 9 - LENGTH(CAST("t1"."revision" AS TEXT))) || CAST("t1"."revision" AS TEXT)
    END || "t1"."row_uid" AS "report_key"
  FROM "project_report" AS "t1"
), "t39" AS (
  SELECT
    "t38"."entity_uid",
    "t38"."division",
    "t38"."chain",
    "t38"."c0",
    "t8"."ancestor",
    "t8"."inside"
  FROM (
    SELECT
      "t36"."entity_uid",
      "t36"."division",
      "t36"."chain",
      SUM("t36"."c0") AS "c0"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t34"."entity_uid",
          "t34"."division",
          "t34"."chain",
          CASE
            WHEN TRUE
            AND TRUE
            AND (
              "t34"."in_ind_prj_started" IS NOT NULL
            )
            AND COALESCE("t34"."report_key" = "t34"."s0_0", FALSE)
            THEN 0 + CASE
              WHEN COALESCE("t34"."report_key" = "t34"."s0_0", FALSE)
              THEN "t34"."funds_recognised"
              ELSE 0
            END
            ELSE CAST(NULL AS BIGINT)
          END AS "c0"
        FROM (
          SELECT
            "t33".*
            EXCLUDE ("member")
          FROM (
            SELECT
              "t23"."row_kind",
              "t23"."row_uid",
              "t23"."row_version",
              "t23"."entity_kind",
              "t23"."entity_uid",
              "t23"."entity_version",
              "t23"."entity_code",
              "t23"."entity_name",
              "t23"."division",
              "t23"."chain",
              "t23"."month",
              "t23"."revision",
              "t23"."reported_on",
              "t23"."reported_under",
              "t23"."invested",
              "t23"."funds_reported",
              "t23"."funds_verified",
              "t23"."funds_recognised",
              "t23"."construction",
              "t23"."report_key",
              "t23"."s0_0",
              "t32"."member",
              "t32"."in_ind_prj_started"
            FROM (
              SELECT
                "t20".*
                EXCLUDE ("of_entity")
              FROM (
                SELECT
                  "t14"."row_kind",
                  "t14"."row_uid",
                  "t14"."row_version",
                  "t14"."entity_kind",
                  "t14"."entity_uid",
                  "t14"."entity_version",
                  "t14"."entity_code",
                  "t14"."entity_name",
                  "t14"."division",
                  "t14"."chain",
                  "t14"."month",
                  "t14"."revision",
                  "t14"."reported_on",
                  "t14"."reported_under",
                  "t14"."invested",
                  "t14"."funds_reported",
                  "t14"."funds_verified",
                  "t14"."funds_recognised",
                  "t14"."construction",
                  "t14"."report_key",
                  "t18"."of_entity",
                  "t18"."s0_0"
                FROM "t12" AS "t14"
                LEFT OUTER JOIN (
                  SELECT
                    "t13"."entity_uid" AS "of_entity",
                    MAX("t13"."report_key") FILTER(WHERE
                      TRUE
                      AND (
                        "t13"."funds_recognised" IS NOT NULL
                      )
                      AND "t13"."month" BETWEEN '2023-01' AND '2023-11') AS "s0_0"
                  FROM "t12" AS "t13"
                  GROUP BY
                    1
                ) AS "t18"
                  ON "t14"."entity_uid" = "t18"."of_entity"
              ) AS "t20"
            ) AS "t23"
            LEFT OUTER JOIN (
              SELECT
                "t30"."member",
                TRUE AS "in_ind_prj_started"
              FROM (
                SELECT DISTINCT
                  *
                FROM (
                  SELECT
                    "t28"."entity_uid" AS "member"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t25"."entity_uid",
                        "t25"."division",
                        "t25"."chain",
                        MAX("t25"."c0") AS "c0"
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            "t21"."entity_uid",
                            "t21"."division",
                            "t21"."chain",
                            CASE
                              WHEN COALESCE(
                                TRUE
                                AND COALESCE("t21"."stage" IN ('started'), FALSE)
                                AND COALESCE("t21"."evidence" IN ('accepted'), FALSE)
                                AND (
                                  TRUE
                                  AND COALESCE(
                                    COALESCE(
                                      (
                                        (
                                          "t21"."chain__landmark_from" IS NOT NULL
                                        )
                                        OR (
                                          "t21"."chain__landmark_to" IS NOT NULL
                                        )
                                      )
                                      AND (
                                        (
                                          "t21"."chain__landmark_from" IS NULL
                                        )
                                        OR (
                                          "t21"."chain__landmark_from" <= "t21"."recognised_on"
                                        )
                                      )
                                      AND (
                                        (
                                          "t21"."chain__landmark_to" IS NULL
                                        )
                                        OR (
                                          "t21"."chain__landmark_to" >= "t21"."recognised_on"
                                        )
                                      ),
                                      FALSE
                                    ),
                                    FALSE
                                  )
                                )
                                AND (
                                  "t21"."recognised_on" BETWEEN MAKE_DATE(2023, 1, 1) AND MAKE_DATE(2023, 11, 30)
                                  AND (
                                    "t21"."recognised_on" = "t21"."s0"
                                  )
                                ),
                                FALSE
                              )
                              THEN 1
                              ELSE CAST(NULL AS BIGINT)
                            END AS "c0"
                          FROM (
                            SELECT
                              "t19".*
                              EXCLUDE ("of_entity")
                            FROM (
                              SELECT
                                "t4"."row_kind",
                                "t4"."row_uid",
                                "t4"."row_version",
                                "t4"."entity_kind",
                                "t4"."entity_uid",
                                "t4"."entity_version",
                                "t4"."entity_code",
                                "t4"."entity_name",
                                "t4"."division",
                                "t4"."chain",
                                "t4"."stage",
                                "t4"."evidence",
                                "t4"."occurred_on",
                                "t4"."reported_on",
                                "t4"."recognised_on",
                                "t4"."reported_by",
                                "t4"."construction",
                                "t9"."chain__key",
                                "t9"."chain__landmark_from",
                                "t9"."chain__landmark_to",
                                "t17"."of_entity",
                                "t17"."s0"
                              FROM "project_stage" AS "t4"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t3"."entity_code" AS "chain__key",
                                  "t3"."landmark_from" AS "chain__landmark_from",
                                  "t3"."landmark_to" AS "chain__landmark_to"
                                FROM "chain" AS "t3"
                              ) AS "t9"
                                ON "t4"."chain" = "t9"."chain__key"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t11"."entity_uid" AS "of_entity",
                                  MIN("t11"."recognised_on") FILTER(WHERE
                                    TRUE
                                    AND COALESCE("t11"."stage" IN ('started'), FALSE)
                                    AND COALESCE("t11"."evidence" IN ('accepted'), FALSE)) AS "s0"
                                FROM (
                                  SELECT
                                    "t4"."row_kind",
                                    "t4"."row_uid",
                                    "t4"."row_version",
                                    "t4"."entity_kind",
                                    "t4"."entity_uid",
                                    "t4"."entity_version",
                                    "t4"."entity_code",
                                    "t4"."entity_name",
                                    "t4"."division",
                                    "t4"."chain",
                                    "t4"."stage",
                                    "t4"."evidence",
                                    "t4"."occurred_on",
                                    "t4"."reported_on",
                                    "t4"."recognised_on",
                                    "t4"."reported_by",
                                    "t4"."construction",
                                    "t9"."chain__key",
                                    "t9"."chain__landmark_from",
                                    "t9"."chain__landmark_to"
                                  FROM "project_stage" AS "t4"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t3"."entity_code" AS "chain__key",
                                      "t3"."landmark_from" AS "chain__landmark_from",
                                      "t3"."landmark_to" AS "chain__landmark_to"
                                    FROM "chain" AS "t3"
                                  ) AS "t9"
                                    ON "t4"."chain" = "t9"."chain__key"
                                ) AS "t11"
                                GROUP BY
                                  1
                              ) AS "t17"
                                ON "t4"."entity_uid" = "t17"."of_entity"
                            ) AS "t19"
                          ) AS "t21"
                        ) AS "t24"
                        WHERE
                          "t24"."c0" IS NOT NULL
                      ) AS "t25"
                      GROUP BY
                        1,
                        2,
                        3
                    ) AS "t26"
                    WHERE
                      "t26"."c0" IS NOT NULL
                  ) AS "t28"
                  SEMI JOIN (
                    SELECT
                      *
                    FROM "division_closure" AS "t0"
                    WHERE
                      "t0"."ancestor" = '371400'
                  ) AS "t10"
                    ON "t28"."division" = "t10"."division"
                ) AS "t29"
              ) AS "t30"
            ) AS "t32"
              ON "t23"."entity_uid" = "t32"."member"
          ) AS "t33"
        ) AS "t34"
      ) AS "t35"
      WHERE
        "t35"."c0" IS NOT NULL
    ) AS "t36"
    GROUP BY
      1,
      2,
      3
  ) AS "t38"
  INNER JOIN (
    SELECT
      "t0"."ancestor",
      "t0"."division" AS "inside"
    FROM "division_closure" AS "t0"
  ) AS "t8"
    ON "t38"."division" = "t8"."inside"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t43"."ancestor",
      "t43"."chain",
      SUM("t43"."c0") AS "v0",
      COUNT("t43"."c0") AS "n0"
    FROM (
      SELECT
        "t41"."ancestor",
        "t41"."chain",
        "t41"."entity_uid",
        SUM("t41"."c0") AS "c0"
      FROM (
        SELECT
          *
        FROM "t39" AS "t40"
        WHERE
          "t40"."chain" <> ''
      ) AS "t41"
      GROUP BY
        1,
        2,
        3
    ) AS "t43"
    GROUP BY
      1,
      2
  ) AS "t46"
) AS "t47"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t44"."ancestor",
    '' AS "chain",
    "t44"."v0",
    "t44"."n0"
  FROM (
    SELECT
      "t42"."ancestor",
      SUM("t42"."c0") AS "v0",
      COUNT("t42"."c0") AS "n0"
    FROM (
      SELECT
        "t40"."ancestor",
        "t40"."entity_uid",
        SUM("t40"."c0") AS "c0"
      FROM "t39" AS "t40"
      GROUP BY
        1,
        2
    ) AS "t42"
    GROUP BY
      1
  ) AS "t44"
) AS "t45"
