"""Small charts for tests: written as what supplies what, who is where, who bought what."""

import datetime as dt

from chainchief.chainmap import Chart, Cite, Flow, Presence, Purchase, Segment

DAY = dt.date(2023, 11, 30)


def segment(code, position=0, name="", **more):
    more = {"classes": ("3985",), **more}
    cite = Cite("chain_segment", f"s-{code}", 1, code)
    return Segment(code, name or code, "midstream", cite, position, **more)


def presence(firm, at, **more):
    return Presence(firm, firm, at, Cite("enterprise_segment", f"e-{firm}-{at}", 1, firm), **more)


def purchase(buyer, supplier, of, amount, local):
    cite = Cite("supply_link", f"l-{buyer}-{supplier}-{of}", 1, f"{supplier} → {buyer}")
    return Purchase(buyer, supplier, local, of, amount, cite, supplier)


def chart(segments, flows=(), presences=(), purchases=(), products=None):
    """`segments` "a b c"; flows "a>b" essential, "a~b" not; presences ("firm", "a")."""
    made = [
        segment(code, at, products=tuple((products or {}).get(code, ())))
        for at, code in enumerate(segments.split())
    ]
    links = []
    for text in flows:
        essential = ">" in text
        links.append(Flow(*text.split(">" if essential else "~"), essential))
    return Chart(
        "C", "链", DAY, tuple(made), tuple(links), tuple(presences), tuple(purchases), 2023
    )


def toy():
    """The toy of purchases: A and B buy wafers, gas and a target, in 分."""
    return chart(
        "wafer gas target",
        presences=[
            presence("G", "gas", capacity=55),
            presence("T", "target", capacity=40),
        ],
        purchases=[
            purchase("A", "outside-1", "wafer", 60, False),
            purchase("A", "G", "gas", 20, True),
            purchase("A", "outside-2", "gas", 20, False),
            purchase("B", "G", "gas", 30, True),
            purchase("B", "T", "target", 10, True),
            purchase("B", "outside-3", "wafer", 10, False),
        ],
    )
