"""A small chain in the ledger: three segments, three firms, a lead, purchases of two years."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import DECHENG, GROUND, QINGYUN, write

SINCE = dt.date(2022, 1, 1)
LINKS = "supplier,supplier_name,buyer,buyer_name,year,amount,confidence,product\n"
#: In 万元: the foundry buys steel from outside and tools from E01; the maker buys castings.
SALES = (
    ",外地钢厂,E02,,2023,60,,钢材\nE01,,E02,,2023,20,,刀具\n"
    "E02,,E03,,2023,100,,\n,外地刀具厂,E03,,2023,20,80,刀具\n"
    "E02,,E03,,2022,999,,\n"
)


def segment(code, name, position, **values):
    from chainchief.ledger.changesets import Creation

    given = {"name": name, "chain": "NEW-IT", "stream": "midstream", "position": position}
    return Creation("chain_segment", code, {**given, "valid_from": SINCE, **values})


def entries():
    from chainchief.ledger.changesets import Creation

    yield segment("STEEL", "钢材", 1)
    yield segment("TOOL", "刀具", 2, products="铣刀、钻头")
    yield segment("CAST", "铸件", 3, key=True)
    yield segment("MACHINE", "机床", 4)
    for supplier, buyer, essential in (
        ("STEEL", "CAST", True), ("TOOL", "CAST", False), ("CAST", "MACHINE", True),
    ):  # fmt: skip
        values = {"supplier": supplier, "buyer": buyer, "flow": "material", "essential": essential}
        yield Creation("segment_link", "", values)
    firms = {"E01": ("工具厂", DECHENG, "TOOL"), "E02": ("铸造厂", QINGYUN, "CAST"),
             "E03": ("机床厂", QINGYUN, "MACHINE")}  # fmt: skip
    for code, (name, division, place) in firms.items():
        given = {"name": name, "division": division, "chain": "NEW-IT", "industry": "3421"}
        yield Creation("enterprise", code, {**given, "revenue": 500 * 1_000_000})
        values = {"enterprise": code, "segment": place, "valid_from": SINCE}
        yield Creation("enterprise_segment", "", values)
    role = {"enterprise": "E03", "chain": "NEW-IT", "role": "leader", "valid_from": SINCE}
    yield Creation("enterprise_role", "", role)
    yield Creation(
        "lead", "L1",
        {"name": "外地钢厂", "chain": "NEW-IT", "division": QINGYUN, "segment": "STEEL",
         "state": "talks", "received_on": dt.date(2023, 5, 1)},
    )  # fmt: skip


@pytest.fixture
def small_chain(ledger_with):
    """The ledger of the small chain NEW-IT, its purchases in the lake."""
    return ledger_with(_chain_with_purchases)


def _chain_with_purchases():
    from chainchief.intake.feeds.taking import take_feed

    write(*GROUND)
    write(*entries())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "links.csv"
        path.write_text(LINKS + SALES, encoding="utf-8")
        taken = take_feed("supply-link", path, viewer=office("统计科"), legal_basis="协议")
    assert [fault.text for fault in taken.faults] == []
