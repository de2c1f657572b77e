"""The finder of numbers without a receipt: what it lists, and what it leaves out."""

import pytest
from tests.briefing.papers import drafted, template_of

from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.readback.unbound_numbers import unbound_numbers
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.briefing.text.wording_rules import SHIPPED, rules
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import ENGLISH, speak


def found(text):
    document = ReadDocument("d.docx", (ReadParagraph("", 1, text, ()),))
    return [one.text for one in unbound_numbers(document)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # digits with their unit
        ("优选12条产业链,完成投资187.7亿元。", ["12条", "187.7亿元"]),
        ("增长8.6%,高1.7个百分点", ["8.6%", "1.7个百分点"]),
        ("走访240余次,其中1,234家", ["240余次", "1,234家"]),
        ("面积5.01平方公里,1591亩", ["5.01平方公里", "1591亩"]),
        ("新增79.52公顷", ["79.52公顷"]),
        ("共5 个", ["5 个"]),
        ("累计建设5G基站1.1万个", ["1.1万个"]),
        ("投资1,234,567.89万元", ["1,234,567.89万元"]),
        ("新增装机500MW、发电12GWh", ["500MW", "12GWh"]),
        ("下降-3.2%", ["3.2%"]),
        ("千分之3,即3‰", ["千分之3", "3‰"]),
        ("占3/4", ["3/4"]),
        ("服务5-10家企业", ["5-10家"]),
        ("连续3年入选", ["3年"]),
        ("用时3个月,提速2.5倍", ["3个月", "2.5倍"]),
        ("合计300", ["300"]),
        ("达2000家,2023家", ["2000家", "2023家"]),
        ("三百万元和3百万元", ["三百万元", "3百万元"]),
        ("培训1200人次", ["1200人次"]),
        ("入选DCMM128家", ["128家"]),
        ("代表5家企业发言", ["5家"]),
        # full-width
        ("\uff13\uff10\uff11个项目", ["\uff13\uff10\uff11个"]),
        ("增长\uff18\uff0e\uff16\uff05", ["\uff18\uff0e\uff16\uff05"]),
        ("分别为30\uff0c200个", ["30", "200个"]),
        # beside a span, a date or a name
        ("1-11月113个项目完成投资187.7亿元", ["113个", "187.7亿元"]),
        ("1-11月份,301个", ["301个"]),
        ("2023年301个", ["301个"]),
        ("截至11月30日301家", ["301家"]),
        ("对“双50强”和219家关键企业", ["219家"]),
        ("第1批12家", ["12家"]),
        ("“十四五”以来实施301个项目", ["301个"]),
        ("1.新开工301个", ["301个"]),
        ("(二)新开工301个", ["301个"]),
        ("2.1万个", ["2.1万个"]),
        ("按GB/T 4754-2017分33个大类", ["33个"]),
        # ranks are figures, ordinals are not
        ("居全省第5位", ["第5位"]),
        ("列第 62 位", ["第 62 位"]),
        ("增速居全省第一、全国第二。", ["第一", "第二"]),
        ("排名第三位,列第二名", ["第三位", "第二名"]),
        # Chinese numerals
        ("新开工三百零一个项目", ["三百零一个"]),
        ("增长百分之八", ["百分之八"]),
        ("增长百分之八点六", ["百分之八点六"]),
        ("完成八成", ["八成"]),
        ("完成六成半", ["六成半"]),
        ("占一半", ["一半"]),
        ("占比过半,近半", ["过半", "近半"]),
        ("是上年的两倍", ["两倍"]),
        ("产值翻一番,税收翻了两番", ["翻一番", "翻了两番"]),
        ("占三分之一", ["三分之一"]),
        ("十二条产业链", ["十二条"]),
        ("二十余家企业", ["二十余家"]),
        ("上百家企业", ["百家"]),
        ("涉及六大类、36个中类", ["六大类", "36个"]),
        ("产值突破千亿,税收超百亿元", ["千亿", "百亿元"]),
        ("总量居首位,增速列首位", ["首位", "首位"]),
        ("增速列前三,总量居全省前5位", ["前三", "前5位"]),
        ("产值进入前十。", ["前十"]),
        # a span and a threshold are no figures, what is counted by them is
        ("前10个月新开工38个", ["38个"]),
        ("前三个月完成投资5亿元", ["5亿元"]),
        ("新开工5亿元以上项目38个、总投资212.6亿元", ["38个", "212.6亿元"]),
        ("10亿元(含)以上的产业链项目", []),
        ("完成投资5亿元以上。", ["5亿元"]),
        ("1000万元以下企业12家", ["12家"]),
        ("近千名干部", ["千名"]),
        ("百余次", ["百余次"]),
        ("三点五亿元", ["三点五亿元"]),
        ("三百二十万元", ["三百二十万元"]),
        ("新增一家企业", ["一家"]),
        ("增加一倍,达到一亿元", ["一倍", "一亿元"]),
        ("两个项目、两家企业", ["两个", "两家"]),
        ("实现“300家”目标", ["300家"]),
    ],
)
def test_numbers_come_with_their_unit(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        # dates and spans
        "2023年11月30日",
        "2023年以来,2023年度",
        "2021—2025年,2022、2023年",
        "1-11月份",
        "1至11月",
        "1月至11月底",
        "12月30日",
        "截止2023-12-05 09:30",
        "2023.11",
        "二〇二三年十一月三十日",
        "十一月份,三月底",
        "一季度,前三季度,4季度,上半年",
        "21世纪90年代",
        "9时30分",
        "2023中国国际博览会",
        # ordinals and references
        "第1批、第二批、第二十届",
        "第三方、第一产业",
        "〔2023〕5号",
        "德工信发\uff3b2023\uff3d12号,第38号令,3号楼",
        "见第3页,共12页",
        "— 3 —",
        "附件1,附表2,图3",
        # numbering
        "1.抓要素",
        "1、抓要素",
        "(2)抓对接",
        "(二)抓对接",
        "一、抓项目",
        "一是抓项目;二是抓要素",
        "①抓项目;②抓要素",
        "1.1.2 总体情况",
        "要求:(1)早谋划;(2)早动手",
        # standards, codes, telephones
        "按GB/T 9704-2012、GB 32100—2015、ISO 9001执行",
        "DB37/T 1234.5-2020",
        "5G网络、GB2312、12x、C919",
        "快照2023-11r1",
        "电话:0534-2312345",
        "联系电话(0534)2312345、2312346转8",
        "手机13800000000",
        "拨打400-123-4567,邮编253000",
        "统一社会信用代码91370000MA3C123X",
        # names
        "“双50强”、双百强",
        "“N+1”,1+6+N体系",
        "“十四五”时期",
        "“四个一批”、“两个健康”",
        "“十百千万”工程",
        "中国企业500强、百强市",
        "12英寸大硅片",
        "分获四星级、三星级",
        "12345热线",
        "一带一路、一批平台、一流企业",
        "建设一个平台,一条龙服务",
        "万物互联、百家争鸣、千方百计",
        "半导体、一致、统一、二成立",
        "三一重工、五金、百度",
        "没有数字",
    ],
)
def test_what_is_no_figure_is_not_listed(text):
    assert found(text) == []


def own_names(*lines):
    home().presets.mkdir(parents=True, exist_ok=True)
    shipped = SHIPPED.read_text(encoding="utf-8").split("names:")[0]
    (home().presets / SHIPPED.name).write_text(shipped + "\n".join(lines), encoding="utf-8")


def test_a_city_adds_names_to_those_shipped():
    assert found("“三争”、16个设区市") == ["16个"]
    own_names("names:", '  - "#个设区市"')
    assert found("双50强、16个设区市、16个县") == ["16个"]


def test_a_city_without_names_keeps_those_shipped():
    own_names()
    assert found("双50强") == []


@pytest.mark.parametrize("line", ["names: 双50强", 'names: ["#"]', "names: [50]", 'names: ["3"]'])
def test_a_name_that_is_a_number_alone_is_refused(line):
    own_names(line)
    with pytest.raises(FaultsError) as refused:
        rules()
    assert [fault.code for fault in refused.value.faults] == ["BRF-037"]


def test_figures_and_the_sentence_that_counts_them_are_not_listed():
    content = drafted(template_of('有{{ fig("IND-RATE") }}和3个')).content()
    assert [one.text for one in unbound_numbers(read_content(content, "d.docx"))] == ["3个"]


def test_the_sentence_that_counts_is_known_in_english_too():
    content = drafted(template_of('{{ fig("IND-RATE") }}')).content()
    speak(ENGLISH)
    assert unbound_numbers(read_content(content, "d.docx")) == []


def test_a_number_says_where_it_stands():
    content = drafted(template_of("甲", "今年共12条链")).content()
    (one,) = unbound_numbers(read_content(content, "d.docx"))
    assert (one.paragraph, one.start, one.around) == (2, 3, "今年共12条链")


def test_a_long_paragraph_holds_the_numbers_of_its_sentences():
    sentence = "今年新开工247个，二是投资1,250万元，列全省第5位。"
    numbers = unbound_numbers(ReadDocument("d", (ReadParagraph("", 1, sentence * 200),)))
    assert [one.text for one in numbers] == ["247个", "1,250万元", "第5位"] * 200
    assert all((sentence * 200)[one.start :].startswith(one.text) for one in numbers)


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 20_000, 0), ("一" * 5_000, 0), ("百" * 2_000, 0), ("1," * 5_000, 5_000)],
)
def test_a_paragraph_without_an_end_is_looked_through(text, count):
    assert len(unbound_numbers(ReadDocument("d", (ReadParagraph("", 1, text),)))) == count
