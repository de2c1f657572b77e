"""A small city in memory: firms in segments, and who sold what to whom."""

from tests.chainmap.charts import DAY, presence

from chainchief.chainmap.chart.ledger import City, Firm
from chainchief.chainmap.chart.model import Cite, Flow, Segment


def city(firms, links, flows=(), segments="a b c", year=2023, **more):
    """`firms` {"f": ("a", revenue in 元 or None)}; `links` {("f", "g"): 元 or (元, confidence)}."""
    made = {
        code: Firm(code, code, "C", None if revenue is None else revenue * 100, "3985")
        for code, (_at, revenue) in firms.items()
    }
    rows = []
    for (supplier, buyer), told in links.items():
        amount, sure = told if isinstance(told, tuple) else (told, 1.0)
        local = supplier in firms
        rows.append(
            {
                "row_uid": f"{supplier}-{buyer}", "row_version": 1, "entity_code": buyer,
                "supplier": supplier if local else "", "buyer": buyer, "buyer_name": "",
                "supplier_name": "" if local else supplier, "amount": amount * 100,
                "confidence": int(sure * 1e6), "product": "", "supplier_local": local,
                "buyer_local": True, "year": year,
            }
        )  # fmt: skip
    return City(
        as_at=DAY,
        year=year,
        chains={"C": "链"},
        segments={
            "C": [
                Segment(code, code, "midstream", Cite("chain_segment", code, 1, code), at)
                for at, code in enumerate(segments.split())
            ]
        },
        flows={"C": [Flow(*text.split(">"), True) for text in flows]},
        presences={"C": [presence(code, at) for code, (at, _revenue) in firms.items() if at]},
        firms=made,
        links=rows,
        **more,
    )
