"""Products of firms by rank, market share, list and batch: counted, told apart, summed by hand."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, WAN, day
from tests.indicators.definitions import catalogue_of, entry

from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.enterprise_role.models import EnterpriseProduct
from chainchief.ledger.kinds.title.models import Award, Title

#: Firm, product, market, rank, share in %, sales in 万元, made since and until.
PRODUCTS = (
    ("E1", "铣刀", "nation", 1, 62, 8000, None, None),
    ("E1", "钻头", "nation", 3, 18, 2000, "2023-06-01", None),
    ("E1", "锯片", "nation", 1, None, None, "2023-12-01", None),
    ("E2", "轴承", "nation", 1, 50, 500, None, "2023-11-30"),
    ("E2", "齿轮", "nation", 1, 55, 900, None, "2023-11-29"),
    ("E2", "链条", "world", 2, 9, None, None, None),
    ("E2", "弹簧", "", None, None, None, None, None),
)
#: Title, batch, day and product of every place on a list.
PLACES = (
    ("SHOUTAI", "第五批", "2023-05-10", "E1/铣刀"),
    ("SHOUTAI", "第五批", "2023-05-10", "E1/钻头"),
    ("SHOUTAI", "第四批", "2022-05-10", "E2/轴承"),
    ("MINGPIN", "2023年", "2023-08-01", "E1/铣刀"),
)


@pytest.fixture
def products(city):
    for code, division in (("E1", DECHENG), ("E2", NINGJIN)):
        Enterprise.objects.create(
            code=code, name=f"企业{code}", division_id=division, chain_id="FOOD"
        )
    for firm, name, market, rank, share, sales, since, until in PRODUCTS:
        EnterpriseProduct.objects.create(
            code=f"{firm}/{name}",
            enterprise_id=firm,
            name=name,
            market=market,
            rank=rank,
            market_share=share and share * 10_000,
            sales=sales and sales * WAN,
            year=2022,
            valid_from=since and day(since),
            valid_to=until and day(until),
        )
    for title, level in (("SHOUTAI", "provincial"), ("MINGPIN", "national")):
        Title.objects.create(code=title, name=title, level=level)
    for title, batch, on, product in PLACES:
        Award.objects.create(
            code=f"{title}/{batch}/{product}",
            name=product,
            title_id=title,
            batch_name=batch,
            standing="selected",
            product_id=product,
            division_id=CITY,
            awarded_on=day(on),
            valid_from=day(on),
        )
    return city


def test_products_are_counted_by_their_place_in_the_market_named(products):
    value = products.value
    assert value("IND-PDT-ALL") == 5
    assert value("IND-PDT-NATION-FIRST") == 2
    assert products.lines() == [("value", "E1/铣刀", 1), ("value", "E2/轴承", 1)]
    assert value("IND-PDT-NATION-TOP3") == 3
    assert value("IND-PDT-WORLD-FIRST") == 0
    assert value("IND-PDT-WORLD-TOP3") == 1
    assert value("IND-PDT-NATION-FIRST", DECHENG) == 1
    assert value("IND-PDT-NATION-FIRMS") == 2
    assert value("IND-PDT-NATION-HALF") == 1


def test_a_product_counts_on_the_last_day_on_which_it_is_made(products):
    assert products.value("IND-PDT-NATION-FIRST", span="2023-01..2023-10") == 3
    assert products.value("IND-PDT-ALL", span="2023-01..2023-05") == 5


def test_sales_of_products_add_up(products):
    assert products.value("IND-PDT-SALES") == (8000 + 2000 + 500) * WAN
    assert products.value("IND-PDT-SALES", NINGJIN) == 500 * WAN


def test_products_on_lists_are_counted_once_and_by_the_batch(products, tmp_path):
    value = products.value
    assert value("IND-PDT-LISTED") == 3
    assert value("IND-PDT-LISTED-NEW") == 2
    assert value("IND-PDT-LISTED-NAT") == 1
    assert value("IND-PDT-LISTED-PROV") == 2
    assert value("IND-PDT-LISTED-FIRMS") == 1
    fifth = ("source: award_product", "where: {title: SHOUTAI, batch_name: 第五批}")
    rest = ("measure: {count: enterprise_product}", "dimensions: [division, chain]")
    own = entry("IND-FIFTH", "stock", "个", *fifth, *rest)
    products.catalogue = catalogue_of(tmp_path, own)
    assert products.value("IND-FIFTH") == 2
    assert products.lines() == [("value", "E1/钻头", 1), ("value", "E1/铣刀", 1)]
    first = ("source: award_product", "where: {enterprise_product.rank: 1, title: SHOUTAI}")
    products.catalogue = catalogue_of(tmp_path, entry("IND-BOTH", "stock", "个", *first, *rest))
    assert products.value("IND-BOTH") == 2
