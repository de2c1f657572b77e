"""How fast chain analysis is, and complexity beside py-ecomplexity in the same run.

    python -m benchmarks.chainmap               12 chains, complexity at 300 × 1,000
    python -m benchmarks.chainmap --big         complexity at 3,000 × 1,400; 1,000 chains × 200
                                                segments with a million firms, on DuckDB and Spark
    python -m benchmarks.chainmap --home DIR    the chains of the ledger in that home folder too,
                                                and what if a firm stops on its page
    python -m benchmarks.chainmap --listed DIR  suggestions, tried on tables of listed firms

Charts come from a seed. Each line has the seconds by the clock and those of the processors, for the
machine may be shared; those of Spark are its own, in another process.
"""

import argparse
import csv
import datetime as dt
import os
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from pathlib import Path

from benchmarks.chain_complexity import compare
from chainchief.chainmap import (
    Chart,
    Cite,
    Flow,
    Presence,
    Purchase,
    Segment,
    Thresholds,
    answers_of,
)  # fmt: skip
from chainchief.chainmap.chart.model import Chart as Made
from chainchief.chainmap.targets.suggestions import Suggester

DAY = dt.date(2023, 11, 30)


@contextmanager
def timed(what, busy=time.process_time):
    """Print how long the block took; `busy` tells the seconds of processors so far."""
    began, worked = time.perf_counter(), busy()
    yield
    clock, worked = time.perf_counter() - began, busy() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:62} {clock:8.3f} s, processors {worked:8.3f} s, peak {peak:,.0f} MB", flush=True)


def with_children():
    """Seconds of processors of this process and of all that it began and that still run."""
    tick, seconds, ours = os.sysconf("SC_CLK_TCK"), {}, {os.getpid()}
    parent = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(stat.parent.name)
        parent[number] = int(fields[1])
        seconds[number] = (int(fields[11]) + int(fields[12])) / tick
    for _generation in range(8):
        ours |= {number for number, begun_by in parent.items() if begun_by in ours}
    return sum(seconds.get(number, 0.0) for number in ours)


def made_chart(number, segments, firms, purchases) -> Made:
    """A chain of that size: each segment supplies up to three later ones, firms at random."""
    chance = random.Random(number)
    codes = [f"C{number}/S{at}" for at in range(segments)]
    nodes = tuple(
        Segment(code, code, "midstream", Cite("chain_segment", code, 1, code), at, (), ("3985",))
        for at, code in enumerate(codes)
    )
    flows = tuple(
        Flow(codes[at], codes[to], chance.random() < 0.5)
        for at in range(segments - 1)
        for to in sorted({chance.randrange(at + 1, min(at + 12, segments)) for _turn in range(3)})
    )
    peopled = chance.sample(range(segments), segments * 4 // 5)
    presences = tuple(
        Presence(f"F{number}-{at}", "firm", codes[where], Cite("enterprise_segment", "u", 1, "f"),
                 revenue=chance.randrange(10**9))
        for at in range(firms)
        for where in [chance.choice(peopled)]
    )  # fmt: skip
    bought = tuple(
        Purchase(f"F{number}-{chance.randrange(firms)}", f"F{number}-{seller}",
                 chance.random() < 0.7, presences[seller].segment, chance.randrange(10**8),
                 Cite("supply_link", "u", 1, "l"))
        for _turn in range(purchases)
        for seller in [chance.randrange(firms)]
    )  # fmt: skip
    return Chart(f"C{number}", "chain", DAY, nodes, flows, presences, bought, 2023)


def chains(count, segments, firms, purchases):
    """Time coverage and gaps of `count` chains, one after the other, each in memory."""
    charts = [made_chart(number, segments, firms, purchases) for number in range(count)]
    with timed(f"{count:,} chains × {segments} segments, {count * firms:,} firms"):
        found = [answers_of(chart, Thresholds()) for chart in charts]
    assert all(each.rate_by_value.adds_up for each in found)


def surveyed(count, segments, firms, purchases):
    """Time coverage and gaps of many chains on both engines, whose answers must be the same.

    Of each engine the second turn counts too: a service has its engine running.
    """
    with tempfile.TemporaryDirectory() as home:
        os.environ["CHAINCHIEF_HOME"] = home
        from chainchief.cli.session import open_ledger

        open_ledger()
        from chainchief.chainmap.survey.survey import survey
        from chainchief.chainmap.survey.tables import tables_of
        from chainchief.lake.engines.engine import engine_named

        with timed("  making the charts and writing their tables"):
            tables = tables_of(
                made_chart(number, segments, firms, purchases) for number in range(count)
            )
        found = []
        print(f"{count:,} chains × {segments} segments, {count * firms:,} firms")
        for name in ("duckdb", "spark=local[2]"):
            with timed(f"  {name}: starting", with_children):
                engine = engine_named(name)
            for turn in ("first", "second"):
                with timed(f"  {name}: {turn} turn", with_children):
                    found.append(survey(engine, tables, Thresholds()))
        assert all(each == found[0] for each in found)
        gaps = sum(len(each.gaps) for each in found[0])
        print(f"  the same answers on both; {gaps:,} gaps", flush=True)


def of_a_home(folder):
    """Coverage and gaps of all chains of a ledger, and what stops if its first firm stops."""
    os.environ["CHAINCHIEF_HOME"] = folder
    from chainchief.cli.session import open_ledger

    open_ledger()
    from chainchief.chainmap import thresholds
    from chainchief.chainmap.chart.ledger import read_city
    from chainchief.chainmap.risk.city_network import city_network
    from chainchief.chainmap.risk.closures import what_if

    rules = thresholds()
    read_city(DAY)
    with timed("the ledger: reading all its chains"):
        city = read_city(DAY)
    with timed(f"the ledger: answers for {len(city.chains)} chains"):
        for chain in city.chains:
            answers_of(city.chart(chain), rules)
    made = city_network(city)
    if made is None:
        return
    firm = made.network.firm_ids.tolist()[0]
    what_if(made, [firm], rules)
    with timed("the ledger: what if a firm stops"):
        what_if(made, [firm], rules)
    of_pages(next(chain for chain in city.chains if city.presences.get(chain)))


def of_pages(chain):
    """The pages of one chain as the chain office opens them, the second time."""
    from chainchief.access.viewers import HeldRole, Viewer
    from chainchief.core.spans import Month
    from chainchief.web.chainmap.answers_page import answers_page
    from chainchief.web.chainmap.map_page import map_page
    from chainchief.web.chainmap.map_query import MapQuery
    from chainchief.web.chainmap.what_if_page import what_if_page

    viewer = Viewer("office", (HeldRole("chain-office"),))
    query = MapQuery(chain, Month.of(DAY), DAY)
    firm = what_if_page(query, [], viewer).firms[0].code
    pages = {
        "the page: what if a firm stops": lambda: what_if_page(query, [firm], viewer),
        "the page: map": lambda: map_page(query, viewer),
        "the page: answers": lambda: answers_page(query, viewer),
    }
    for name, page in pages.items():
        page()
        with timed(name):
            page()


def suggestions(folder):
    """Industries as segments: are listed firms, a fifth of them held back, suggested their own?

    Reads company_industry.csv, company_products.csv and industries.csv of the folder.
    """
    products, industry, names = listed_firms(Path(folder))
    firms = sorted(set(products) & set(industry))
    random.Random(0).shuffle(firms)
    held, known = firms[: len(firms) // 5], firms[len(firms) // 5 :]
    for digits, what in ((2, "sections"), (4, "groups")):
        label = {firm: industry[firm][:digits].ljust(6, "0") for firm in firms}
        codes = sorted(set(label.values()))
        nodes = tuple(
            Segment(code, names.get(code, code), "midstream", Cite("s", code, 1, code))
            for code in codes
        )
        taught = tuple(
            Presence(firm, firm, label[firm], Cite("p", firm, 1, firm), products=products[firm])
            for firm in known
        )
        suggester = Suggester(Chart("X", "listed", DAY, nodes, (), taught))
        began = time.process_time()
        found = [
            [each.segment for each in suggester.suggest("、".join(products[firm]))] for firm in held
        ]
        spent = (time.process_time() - began) / max(1, len(held))
        first = sum(label[firm] in five[:1] for firm, five in zip(held, found, strict=True))
        five = sum(label[firm] in five for firm, five in zip(held, found, strict=True))
        often = Counter(label[firm] for firm in known).most_common(1)[0][0]
        parts = [count / len(held) for count in (first, five, sum(label[f] == often for f in held))]
        print(
            f"suggested among {len(codes)} {what}: right first {parts[0]:.2f}, among five "
            f"{parts[1]:.2f}; the commonest {parts[2]:.2f}; {1000 * spent:.1f} ms per firm",
            flush=True,
        )


def listed_firms(folder):
    """(products by firm, industry by firm, names of industries), firms by their six digits."""
    rows = {
        name: list(csv.reader((folder / f"{name}.csv").open(encoding="utf-8-sig")))[1:]
        for name in ("company_industry", "company_products", "industries")
    }
    products = defaultdict(dict)
    for code, product, *_rest in rows["company_products"]:
        products[code[:6]][product] = None
    industry = {code[:6]: kind for code, kind, *_rest in rows["company_industry"]}
    return {f: tuple(p) for f, p in products.items()}, industry, dict(rows["industries"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--big", action="store_true")
    parser.add_argument("--home")
    parser.add_argument("--listed")
    asked = parser.parse_args()
    chains(12, 55, 200, 600)
    compare(300, 1000)
    if asked.big:
        compare(3000, 1400)
        surveyed(1000, 200, 1000, 1000)
    if asked.listed:
        suggestions(asked.listed)
    if asked.home:
        of_a_home(asked.home)


if __name__ == "__main__":
    main()
