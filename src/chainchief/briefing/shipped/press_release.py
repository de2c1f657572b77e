"""The template `press-release`: what the bureau tells the press of the year so far.

Every number, name and claim of it stands in a tag. Its sentences hold for any value: which way a
rate went is only said where a condition has asked.
"""

from docx.document import Document

from chainchief.briefing.docx.letterform import add, add_data_note, add_signature, blank_letter
from chainchief.briefing.shipped.phrases import above_the_province, grew

_ABOUT_THE_DATA = (
    "数据说明:除另有说明外,各项数字为当年1月至{{ month() }}累计数,"
    "取自快照{{ snapshot() }},台账截止{{ cutoff() }},封存码{{ anchor() }}。"
)
AT_LEAST, MORE_THAN = 'approx="余"', 'approx="超过"'
TEXT, FIRST, SECOND = "公文正文", "一级标题", "二级标题"


def _fig(code: str, more: str = "") -> str:
    return '{{ fig("' + code + '"' + (f", {more}" if more else "") + ") }}"


def _names(code: str) -> str:
    return '{{ names("' + code + '") }}'


def _claim(code: str, words: str) -> str:
    return '{{ claim("' + code + '", "' + words + '") }}'


OPENING = (
    (
        TEXT,
        "{{ year() }}年以来,{{ division() }}把制造业作为立市之本,持续落实产业链“链长制”。"
        f"{{{{ span() }}}}份,全市规模以上工业增加值{grew('IND-OFF-IVA-GROWTH')},"
        f"{above_the_province('IND-OFF-IVA-OVER-PROV')};"
        f"制造业技改投资{grew('IND-OFF-TECH-GROWTH')},居全省{_fig('IND-OFF-TECH-RANK')}。"
        f"连续{_fig('IND-STK-MANUFACTURING')}入选中国先进制造业百强市,"
        f"本年度居{_fig('IND-RNK-MANUFACTURING')};"
        f"连续{_fig('IND-STK-DIGITAL')}入选中国数字城市百强市,本年度居{_fig('IND-RNK-DIGITAL')}。",
    ),
)
MECHANISM = (
    (FIRST, "一、完善机制,一条链一套班子"),
    (
        TEXT,
        f"全市确定标志性产业链{_fig('IND-CHAIN-LANDMARK')},"
        f"由{_fig('IND-FRM-LEADERS')}骨干企业担任“链主”,"
        f"以{_fig('IND-FRM-TOP50-LISTS')}“双50强”名录和{_fig('IND-FRM-KEY')}关键企业为重点开展培育。"
        + _claim("CLM-K02", "市委、市政府主要领导共同担任")
        + f"“总链长”,统筹谋划、带头走访;{_fig('IND-DUT-RECRUITERS')}专职招商人员抽调入链,集中办公;"
        + _claim("CLM-K03", "县市区均已成立实体化推进机构")
        + ",市县分工清楚、上下贯通。",
    ),
)
PROJECTS = (
    (FIRST, "二、突出项目,以投资促升级"),
    (SECOND, "(一)招引对接"),
    (
        TEXT,
        f"今年以来,各产业链链长带队外出招引{_fig('IND-ACT-LED-TRIPS', AT_LEAST)}。"
        f"全市新开工标志性产业链项目{_fig('IND-PRJ-STARTED')},"
        f"经认定的到位资金{_fig('IND-PRJ-FUNDS-RECOGNISED')}。"
        f"在全市“双招双引”推介会上,{_fig('IND-AGR-PROMO')}项目集中签约,"
        f"签约金额{_fig('IND-AGR-PROMO-AMOUNT', MORE_THAN)}。"
        f"“遍访总部”走访外地总部{_fig('IND-ACT-HQ')},达成新的合作项目{_fig('IND-AGR-HQ')},"
        f"总投资{_fig('IND-AGR-HQ-AMOUNT')}。",
    ),
    (SECOND, "(二)技术改造"),
    (
        TEXT,
        f"{{{{ span() }}}}份,{_fig('IND-PRJ-LIST-PROV')}省技改导向目录重点项目完成投资"
        f"{_fig('IND-PRJ-INVESTED-PROV')},{_fig('IND-PRJ-LIST-CITY')}市级工业重点技改项目完成投资"
        f"{_fig('IND-PRJ-INVESTED-CITY')}。新一代信息技术产业链上,"
        f"投资{_fig('IND-PRJ-WAFER12')}的"
        + _claim("CLM-K04", "12英寸集成电路用大硅片产业化项目")
        + f"、投资{_fig('IND-PRJ-TARGET')}的"
        + _claim("CLM-K05", "集成电路用高纯溅射靶材生产项目")
        + "均已通线量产。高端化工产业链上,"
        + _claim("CLM-K06", "恒升园区扩区获批")
        + f",新增面积{_fig('IND-PARK-ADDED')},总面积达到{_fig('IND-PARK-AREA')}。",
    ),
    (SECOND, "(三)数字转型"),
    (
        TEXT,
        f"据通信管理部门提供,全市累计建设5G基站{_fig('IND-FUR-5G-STATIONS')},"
        f"重点场所5G网络通达率为{_fig('IND-FUR-5G-REACH')}。"
        + "数字经济“用云量”指标体系"
        + _claim("CLM-K07", "为全省首发")
        + "。"
        + _claim("CLM-K08", "实华化工、立尊焊丝")
        + f"等{_fig('IND-TTL-SMART-SCENE')}企业入选国家级智能制造优秀场景;"
        f"{_names('IND-TTL-IIOT-CASE')}入选工信部工业互联网典型案例"
        f"(全省共{_fig('IND-FUR-IIOT-PROV')}),{_names('IND-TTL-5G-FACTORY')}入选工信部5G工厂。"
        f"{_fig('IND-TTL-BRAIN')}项目入选省级“产业大脑”,{_fig('IND-TTL-DIGITAL-HQ')}项目入选"
        + _claim("CLM-K11", "省首批")
        + f"“数字经济总部”,{_fig('IND-TTL-DCMM-PILOT')}企业入选省级数据管理能力成熟度(DCMM)试点。"
        f"获批省级“晨星工厂”{_fig('IND-TTL-MS')},数量居全省{_fig('IND-RNK-MS')};"
        f"试点园区{_fig('IND-TTL-MS-PARK')},居全省{_fig('IND-RNK-MS-PARK')};"
        f"试点县{_fig('IND-TTL-MS-COUNTY')},居全省{_fig('IND-RNK-MS-COUNTY')};"
        f"新增省级数字经济园区{_fig('IND-TTL-DIGITAL-PARK')},"
        f"居全省{_fig('IND-RNK-DIGITAL-PARK')}。",
    ),
)
ECOLOGY = (
    (FIRST, "三、优化服务,为发展添动力"),
    (SECOND, "(一)要素保障"),
    (
        TEXT,
        f"各产业链逐个研究堵点难点,开展调研{_fig('IND-ACT-SURVEYS', AT_LEAST)},"
        f"为企业解决困难{_fig('IND-DIF-SOLVED', AT_LEAST)},均由企业确认;"
        f"{_fig('IND-LND-PROJECTS')}项目获批省专项用地指标{_fig('IND-LND-AREA')}。"
        f"银企对接会向金融机构推介{_fig('IND-FIN-PRES-FIRMS')}专精特新企业的融资需求"
        f"{_fig('IND-FIN-PRES-AMOUNT')}。"
        + "“助企开门红”政策"
        + _claim("CLM-K12", "兑现到位")
        + ",对符合条件的“链主”给予奖励。",
    ),
    (SECOND, "(二)对接合作"),
    (
        TEXT,
        "各产业链举办或参加峰会、展会、论坛,对接高校院所和基金,"
        f"共{_fig('IND-ACT-EXCHANGE', AT_LEAST)}。新一代信息技术产业链对接"
        + _claim("CLM-K13", "中国半导体协会、北京大学集成电路学院")
        + f"等大院大所{_fig('IND-ACT-INST-NEWIT', AT_LEAST)};"
        "食品加工产业链企业参加预制菜产业博览会,现场签约额"
        + _fig("IND-AGR-EXPO-AMOUNT", 'approx="突破", places=-3')
        + ";纺织服装产业链"
        + _claim("CLM-K14", "举办中国纺织行业数字化转型峰会")
        + ";新能源新材料产业链与高校院所签订产学研合作协议"
        f"{_fig('IND-AGR-RESEARCH-NE')}。",
    ),
    (SECOND, "(三)平台建设"),
    (
        TEXT,
        f"{_names('IND-PLT-INST-CHAINS')}产业链成立产业创新应用研究院;"
        f"{_names('IND-PLT-COLLEGES')}揭牌。纺织服装产业链"
        + _claim("CLM-K16", "与威海迪尚集团达成纺织创新联合体合作项目")
        + f",{_fig('IND-AGR-SUPPLY-TEXTILE', AT_LEAST)}企业纳入供应体系。",
    ),
    (SECOND, "(四)产业集群"),
    (
        TEXT,
        _claim(
            "CLM-K17",
            "太阳能光热应用装备、生物产业示范基地通过国家新型工业化产业示范基地发展质量评价",
        )
        + f",分获{_names('IND-CLU-4STAR')}、{_names('IND-CLU-3STAR')};"
        f"{_names('IND-TTL-WILD-GOOSE')}获批省“雁阵形”产业集群;"
        f"{_names('IND-TTL-CHARACTERISTIC')}入选省级特色产业集群;"
        f"{_names('IND-TTL-INDUSTRY-COUNTY')}获评省工业强县,"
        f"{_names('IND-TTL-PRIVATE-COUNTY')}获评省民营经济先进县。",
    ),
    (SECOND, "(五)营商环境"),
    (
        TEXT,
        "“十百千万”工程"
        + _claim("CLM-K21", "全面铺开")
        + ",服务覆盖规上企业、专精特新和小微企业等各类主体;"
        "对勇于创新、贡献突出的企业家加强宣传,在全社会营造尊重和支持企业家的氛围。",
    ),
)
BODY = (*OPENING, *MECHANISM, *PROJECTS, *ECOLOGY)


def press_release() -> Document:
    """The template as a document, ready to be packed."""
    document = blank_letter()
    add(document, "公文标题", "{{ division() }}产业链“链长制”工作情况")
    add(document, "公文标题", "新闻发布稿")
    add(document, TEXT)
    for style, text in BODY:
        add(document, style, text)
    add(document, TEXT)
    add_signature(document, "市工业和信息化局")
    add_data_note(document, _ABOUT_THE_DATA)
    return document
