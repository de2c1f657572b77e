"""Releases of a city, a county, a zone and a province, written without looking at the reader.

Each with what its numbers are read as, in the signs of `meanings.meaning`. `MISSES` are the numbers
that are read wrongly or too little: (text, number as printed) → what would be right.
"""

TEXTS = (
    (
        "上半年，全市围绕8条主导产业链抓招商、上项目，新签约产业链项目97个，计划总投资436.2亿元，其中10亿元以上项目14个。新开工项目68个，新投产项目39个，完成投资187.5亿元。\n"
        "链长带队外出考察招商31次，接待来访客商54批次，新增有效线索128条，在谈项目76个。\n"
        "1-6月，规上工业增加值同比增长8.3%，高于全省1.4个百分点，居全省第5位。",
        (
            "CHAIN-ALL@first-6",
            "PRJ-SIGNED@first-6",
            "AMT-SIGNED@first-6",
            "STG-SIGNED-GE10@first-6",
            "PRJ-STARTED-ALL@first-6",
            "PRJ-PRODUCING@first-6",
            "PRJ-INVESTED@first-6",
            "draft flow visit form=outing evidence=accepted led_by=chief",
            "ACT-RECEIVED",
            "LEAD-RECEIVED",
            "LEAD-TALKS",
            "OFF-IVA-GROWTH@first-6",
            "OFF-IVA-OVER-PROV@first-6",
            "OFF-IVA-RANK",
        ),
    ),
    (
        "今年以来，全县新签约项目26个，新开工项目19个，新竣工项目12个，累计完成投资31.4亿元，到位资金24.8亿元。\n"
        "帮助企业解决困难问题163个，其中用工问题42个、融资问题37个，办结率96.8%。\n"
        "新增规上企业9家，规上企业总数达到118家；新认定省级专精特新中小企业6家。",
        (
            "PRJ-SIGNED",
            "PRJ-STARTED-ALL",
            "PRJ-COMPLETED",
            "PRJ-INVESTED",
            "FND-RECOGNISED",
            "DIF-SOLVED",
            "DFC-LABOUR",
            "DFC-FINANCE",
            "DIF-ANSWER-RATE",
            "FRM-ENTERED",
            "FRM-ABOVE-SCALE",
            "TTN-SRDI",
        ),
    ),
    (
        "1-9月，开发区链上规上企业实现营业收入628亿元，同比增长11.6%；实现利润41.3亿元，增长9.4%。\n"
        "建成投产亿元以上项目17个，在建亿元以上项目43个。\n"
        "园区新增高新技术企业21家，高新技术企业达到163家，瞪羚企业24家。",
        (
            "ABV-REVENUE@first-9",
            "ABV-REVENUE@first-9/yoy",
            "ABV-PROFIT@first-9",
            "ABV-PROFIT@first-9/yoy",
            "STG-PRODUCING-GE1",
            "PRJ-BUILDING-GE1",
            "unknown 园区",
            "unknown 园区",
            "unknown 园区",
        ),
    ),
    (
        "2024年一季度，全省17条重点产业链链主企业达到146家，链上规上企业6820家，实现营业收入1.92万亿元，同比增长6.7%。\n"
        "营业收入超千亿元的产业链11条，超百亿元的企业83家。\n"
        "新签约亿元以上项目512个，总投资3860亿元，分别增长14.2%和9.8%。",
        (
            "CHAIN-ALL@2024-01..2024-03",
            "FRM-LEADERS@2024-01..2024-03",
            "FRM-ABOVE-SCALE@2024-01..2024-03",
            "FRM-REVENUE@2024-01..2024-03",
            "FRM-REVENUE@2024-01..2024-03/yoy",
            "NCH-REV1000",
            "FRM-REV-GE100",
            "STG-SIGNED-GE1",
            "AMT-SIGNED-GE1",
            "STG-SIGNED-GE1/yoy",
            "AMT-SIGNED-GE1/yoy",
        ),
    ),
    (
        "前8个月，全市共走访企业2360家，收集企业诉求1842件，已解决1695件，解决率92.0%，企业满意率98.6%。\n"
        "举办政银企对接会18场，解决融资需求64.3亿元，新增授信102亿元。\n"
        "兑现惠企资金1.87亿元，惠及企业356家。",
        (
            "ACT-FIRMS@first-8",
            "DIF-RECEIVED@first-8",
            "DIF-SOLVED@first-8",
            "DIF-SOLVED-RATE@first-8",
            "DIF-CONTENT-RATE@first-8",
            "EVT-BANK",
            "FIN-CONCLUDED",
            "FIN-OFFERS",
            "RWD-ALL",
            "RWD-FIRMS",
        ),
    ),
    (
        "截至10月底，全市产业链在建项目214个，总投资1685亿元；技改项目132个，完成投资96.4亿元，同比增长18.5%。\n"
        "新建省级重点实验室2家、中试基地3个，签订产学研合作协议47项。\n"
        "保障项目用地2140亩，批准用地31宗。",
        (
            "draft stock project",
            "AMT-BUILDING",
            "draft stock project construction=renovation",
            "INV-RENO",
            "INV-RENO/yoy",
            "draft flow platform category=laboratory",
            "draft flow platform category=pilot-base",
            "AGR-RESEARCH",
            "LND-ALL",
            "LND-GRANTS",
        ),
    ),
    (
        "全年共召开链长会议32次，开展链长调研86次，协调解决问题271个。\n"
        "链主企业达到45家，本地配套率41.2%，较上年提高2.6个百分点。\n"
        "新培育国家级专精特新“小巨人”企业7家、省级制造业单项冠军5家。",
        (
            "MTG-ALL",
            "draft flow visit_purpose purpose=survey evidence=accepted led_by=chief",
            "DIF-SOLVED",
            "FRM-LEADERS",
            "SUP-LOCAL-RATE",
            "SUP-LOCAL-RATE/yoy-difference",
            "TTN-LITTLE-GIANT",
            "TTN-CHAMPION-PROV",
        ),
    ),
    (
        "1-11月，工业用电量63.8亿千瓦时，同比增长7.1%；工业投资增长12.4%，技改投资增长16.9%，增速居全省第2位。\n"
        "全市规上工业企业达到1537家，比年初净增86家。\n"
        "规上工业企业实现利润总额157.6亿元，下降3.2%。",
        (
            "OFF-POWER",
            "OFF-POWER/yoy",
            "OFF-IND-INV-GROWTH",
            "OFF-TECH-GROWTH",
            "OFF-TECH-RANK",
            "FRM-ABOVE-SCALE",
            "draft difference FRM-ABOVE-SCALE FRM-ABOVE-SCALE",
            "ABV-PROFIT",
            "ABV-PROFIT/yoy",
        ),
    ),
    (
        "三季度，全市签约项目58个，较上年同期增加11个；开工率74.1%，同比提高4.2个百分点；当年签约项目投产9个。\n"
        "食品加工产业链完成产值142亿元，增长10.3%，占全市的16.5%。\n"
        "纺织服装产业链亏损企业12家，亏损面15.2%。",
        (
            "PRJ-SIGNED@2023-07..2023-09",
            "PRJ-SIGNED@2023-07..2023-09/yoy-difference",
            "PRJ-START-RATE@2023-07..2023-09",
            "PRJ-START-RATE@2023-07..2023-09/yoy-difference",
            "PRJ-PRODUCING@2023-07..2023-09",
            "FRM-OUTPUT%FOOD",
            "FRM-OUTPUT%FOOD/yoy",
            "SHR-OUTPUT%FOOD",
            "FRM-LOSS%NEW-IT",
            "FRM-LOSS-RATE%NEW-IT",
        ),
    ),
    (
        "全市18个产品市场占有率居全国第一，36个产品居全国前三，4个产品市场占有率居全球第一。\n"
        "9个产品入选第五批省级首台（套）名单，新增国家级单项冠军企业3家。\n"
        "全市拥有有效发明专利2315件，研发投入强度2.86%。",
        (
            "PDT-NATION-FIRST",
            "PDT-NATION-TOP3",
            "PDT-WORLD-FIRST",
            "draft flow award_product batch_name=第五批 standing=selected level=provincial",
            "draft furnished",
            "draft furnished",
            "draft furnished",
        ),
    ),
    (
        "今年以来，各产业链专班外出招商64次，对接企业283家，组织供需对接活动22场，达成合作意向95项。\n"
        "派出助企服务专员518名，联系服务企业1460家。\n"
        "受理企业诉求734件，按时办结率97.9%，超时办理9件。",
        (
            "draft flow visit form=outing evidence=accepted led_by=task-force",
            "ACT-FIRMS",
            "EVT-ALL",
            "AGR-COOP",
            "BHD-OFFICERS",
            "SRV-FIRMS",
            "DIF-RECEIVED",
            "DIF-ON-TIME-RATE",
            "draft furnished",
        ),
    ),
    (
        "2025年前10个月，全市新引进项目143个，计划总投资765亿元，其中50亿元以上项目4个、百亿元以上项目1个。\n"
        "累计到位资金218亿元，资金到位率28.5%，同比提高3.1个百分点。\n"
        "新开工项目平均总投资4.3亿元，签约项目履约率88.6%。",
        (
            "PRJ-SIGNED@2025-01..2025-10",
            "AMT-SIGNED@2025-01..2025-10",
            "STG-SIGNED-GE50@2025-01..2025-10",
            "STG-SIGNED-GE100@2025-01..2025-10",
            "draft cumulative-report project_report sum:funds_recognised",
            "PRJ-FUNDS-RATE",
            "PRJ-FUNDS-RATE/yoy-difference",
            "draft furnished",
            "draft furnished",
        ),
    ),
    (
        "全区12条产业链共有企业2150家，其中规上企业386家、链主企业28家、核心配套企业174家。\n"
        "1-5月完成产值412亿元，同比增长9.7%，户均产值1.07亿元。\n"
        "从业人员达到8.6万人。",
        (
            "CHAIN-ALL",
            "draft stock enterprise",
            "FRM-ABOVE-SCALE",
            "FRM-LEADERS",
            "FRM-SUPPORTING",
            "FRM-OUTPUT@first-5",
            "FRM-OUTPUT@first-5/yoy",
            "FRM-OUT-PER@first-5",
            "FRM-EMPLOYEES",
        ),
    ),
    (
        "上半年，全市重点产业链实现税收86.4亿元，增长5.8%；链主企业营业收入935亿元，占链上企业的38.4%。\n"
        "产值过百亿元的链主企业6家，营业收入超10亿元企业92家。\n"
        "6条产业链营业收入实现正增长，增速最高的产业链增长27.3%。",
        (
            "FRM-TAX@first-6",
            "FRM-TAX@first-6/yoy",
            "LDR-REVENUE@first-6",
            "draft furnished",
            "draft furnished",
            "FRM-REV-GE10",
            "draft furnished",
            "draft furnished",
        ),
    ),
    (
        "全市排定重点项目240个，年度计划投资520亿元，截至8月底完成年度计划投资的71.3%，已开工226个，竣工58个。\n"
        "停滞项目5个，新入统项目87个，升规纳统企业34家。\n"
        "全市县级以上绿色工厂63家，其中国家级绿色工厂15家；智能工厂48家。",
        (
            "draft furnished",
            "PRJ-YEAR-PLAN",
            "PRJ-YEAR-RATE",
            "PRJ-STARTED-ALL",
            "PRJ-COMPLETED",
            "PRJ-STALLED",
            "PRJ-IN-STATISTICS",
            "FRM-ENTERED",
            "TTS-GREEN-FACTORY",
            "draft furnished",
            "TTS-SMART-FACTORY",
        ),
    ),
    (
        "1至7月，全市共洽谈项目189个，签约项目104个，签约总额582亿元，其中制造业项目81个。\n"
        "全市产业链项目开工64个，竣工47个，投产33个，完成投资152.7亿元，同比增长13.9%。",
        (
            "LEAD-TALKS@first-7",
            "PRJ-SIGNED@first-7",
            "draft furnished",
            "draft furnished",
            "PRJ-STARTED-ALL",
            "PRJ-COMPLETED",
            "PRJ-PRODUCING",
            "PRJ-INVESTED",
            "PRJ-INVESTED/yoy",
        ),
    ),
    (
        "今年前三季度，我县产业链新开工亿元以上项目22个，同比增加5个，新竣工亿元以上项目13个。\n"
        "规上工业增加值增长9.1%，高于全市1.8个百分点；规上工业营业收入197亿元，增长8.2%。\n"
        "退库企业7家，新升规企业15家。",
        (
            "STG-STARTED-GE1@first-9",
            "STG-STARTED-GE1@first-9/yoy-difference",
            "STG-COMPLETED-GE1@first-9",
            "OFF-IVA-GROWTH",
            "draft furnished",
            "ABV-REVENUE",
            "ABV-REVENUE/yoy",
            "FRM-LEFT",
            "FRM-ENTERED",
        ),
    ),
    (
        "高新区新引进总投资5亿元以上项目11个、20亿元以上项目3个，实际到位资金37.6亿元。\n"
        "全区现有国家级专精特新“小巨人”企业19家、省级瞪羚企业32家、独角兽企业1家。\n"
        "新建研究院2家、产业联盟1个。",
        (
            "unknown 高新区",
            "unknown 高新区",
            "unknown 高新区",
            "TTL-LITTLE-GIANT",
            "TTS-GAZELLE",
            "TTS-UNICORN",
            "draft flow platform category=research-institute",
            "draft flow platform category=alliance",
        ),
    ),
    (
        "2023年，全省重点产业链新增国家级单项冠军31家，新增国家级专精特新“小巨人”企业214家。\n"
        "组织产业链对接活动168场，签订购销合同412项，合同金额326亿元。\n"
        "规上企业产值增长7.2%，利润增长4.6%。",
        (
            "draft furnished",
            "TTN-LITTLE-GIANT",
            "EVT-ALL",
            "AGR-SALE",
            "AGR-SALE-AMT",
            "ABV-OUTPUT/yoy",
            "FRM-PROFIT/yoy",
        ),
    ),
    (
        "截至目前，全市累计收集问题926个，解决问题871个，在办55个，企业满意度99.1%。\n"
        "其中用地问题73个、用能问题41个、政策兑现问题118个。\n"
        "回访企业812家，平均办理时长6.4天。",
        (
            "DIF-RECEIVED",
            "DIF-SOLVED",
            "DIF-OPEN",
            "DIF-CONTENT-RATE",
            "DFC-LAND",
            "DFC-ENERGY",
            "DFC-POLICY",
            "draft furnished",
            "draft furnished",
        ),
    ),
    (
        "11月当月，全市新开工项目23个，环比增加4个；新签约项目31个，总投资88.5亿元。\n"
        "当月规上工业用电量6.2亿千瓦时，增长4.8%。\n"
        "规上企业营业收入同比增长7.4%，较1-10月加快0.6个百分点。",
        (
            "PRJ-STARTED-ALL@month",
            "draft furnished",
            "PRJ-SIGNED@month",
            "AMT-SIGNED@month",
            "OFF-POWER@month",
            "OFF-POWER@month/yoy",
            "OFF-REVENUE-GROWTH",
            "draft furnished",
        ),
    ),
    (
        "全市产业链链主企业52家，带动配套企业438家，本地配套率36.9%。\n"
        "链主企业完成投资61.2亿元，占全市产业链项目投资的32.8%。\n"
        "举办产业链峰会3场、专场推介会12场。",
        (
            "FRM-LEADERS",
            "FRM-SUPPORTING",
            "SUP-LOCAL-RATE",
            "draft furnished",
            "draft furnished",
            "EVT-SUMMITS",
            "EVT-PROMOS",
        ),
    ),
    (
        "全市入选国家级绿色工厂8家、省级智能工厂26家、省级数字化车间39个。\n"
        "27个产品入选2024年度省级名优产品名单，11个产品国内市场占有率超过50%。\n"
        "16家企业的产品市场占有率居全国第一。",
        (
            "TTS-GREEN-FACTORY",
            "TTS-SMART-FACTORY",
            "draft furnished",
            "draft flow award_product standing=selected level=provincial",
            "PDT-NATION-HALF@2024-01..2024-12",
            "PDT-NATION-FIRMS",
        ),
    ),
    (
        "一季度，重点产业链企业新增融资43.8亿元，提出融资需求企业217家，已解决融资企业164家。\n"
        "银行授信79.5亿元，发放贷款51.2亿元，同比增长22.6%。\n"
        "兑付奖励资金6830万元，涉及企业129家。",
        (
            "draft furnished",
            "BHD-NEED-FIRMS@first-3",
            "BHD-FIN-FIRMS@first-3",
            "FIN-OFFERS",
            "FIN-DRAWN",
            "FIN-DRAWN/yoy",
            "RWD-ALL",
            "RWD-FIRMS",
        ),
    ),
    (
        "上半年，食品加工产业链签约项目13个、开工9个、投产4个，完成投资18.9亿元。\n"
        "纺织服装产业链营业收入86.7亿元，下降1.4%，利润3.2亿元。\n"
        "德城区链上规上企业142家，宁津县链上规上企业97家。",
        (
            "PRJ-SIGNED%FOOD@first-6",
            "PRJ-STARTED-ALL%FOOD@first-6",
            "PRJ-PRODUCING%FOOD@first-6",
            "PRJ-INVESTED%FOOD@first-6",
            "FRM-REVENUE%NEW-IT",
            "FRM-REVENUE%NEW-IT/yoy",
            "FRM-PROFIT%NEW-IT",
            "FRM-ABOVE-SCALE#371402",
            "FRM-ABOVE-SCALE#371422",
        ),
    ),
)

#: Which text, the number as it is printed, what would be right ("" where no record gives it).
MISSES = (
    (2, "21家", "draft of the zone's own parks"),
    (2, "163家", "TTS-HIGH-TECH"),
    (2, "24家", "TTS-GAZELLE"),
    (8, "9个", "draft of projects signed and producing in one year"),
    (10, "9件", "DIF-OVERDUE"),
    (11, "4.3亿元", "draft ratio AMT-STARTED PRJ-STARTED-ALL"),
    (13, "38.4%", "draft ratio LDR-REVENUE FRM-REVENUE"),
    (13, "6家", "draft of leaders by their output"),
    (13, "6条", "draft of chains whose revenue grows"),
    (14, "15家", "draft of a title of the nation"),
    (15, "582亿元", "AMT-SIGNED"),
    (15, "81个", "draft of projects of an industry"),
    (16, "1.8个百分点", "draft difference OFF-IVA-GROWTH OFF-IVA-GROWTH city"),
    (18, "31家", "TTN-CHAMPION"),
    (18, "4.6%", "ABV-PROFIT/yoy"),
    (19, "812家", "draft of firms followed up"),
    (20, "4个", "draft difference of two months"),
    (22, "8家", "draft of a title of the nation"),
    (22, "26家", "draft of a title of the province"),
    (22, "39个", "draft of a title of the province"),
    (22, "11个", "PDT-NATION-HALF"),
    (23, "43.8亿元", "FIN-CONCLUDED"),
)
