"""The pages under load: a city of many records, real scopes, people logged in, a mix of pages.

    python -m benchmarks.load [--records N] [--rate N] [--seconds N] [--only sqlite|postgresql]
                              [--keep FOLDER]

A demo city is built and grown to N records; its people (chain office, counties, chief, department,
firm) log in; the program serves it as it always does, in a process of its own. Told are

- 24 requests at once to a server that has just started, each for another page or person;
- p50 and p95 at so many requests a second, arriving whether the former are answered or not;
- saturation: answers a second while 24 readers ask without a pause;
- per page: p50 and p95, queries, the processor's time of one request asked alone;
- answers that were faults (5xx), and the bytes that the first page brings over the wire.

The machine's other work falsifies times of the clock; the processor's time does not know of it.
`--keep` leaves the grown city in a folder and takes it from there again. PostgreSQL is a throwaway
cluster.
"""

import argparse
import gzip
import http.client
import itertools
import os
import re
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")

#: Whoever logs in, by the name of the account in the demo city.
PEOPLE = ("lianban", "qihe", "ningjin", "lianzhang", "bumen", "mishu", "qiye")
PAGES = (
    "/",
    "/records/",
    "/records/project/",
    "/records/project/?is-stage=started&from-total_investment=20000",
    "/records/project/?group=chain",
    "/records/enterprise/",
    "/records/enterprise/?words=hx",
    "/records/project_report/?from-month=2023-06&sort=-invested",
    "/records/difficulty/?is-status=overdue",
    "/records/project/columns/chain/",
    "/chains/",
    "/chains/BIOMED/",
    "/figures/",
    "/months/",
    "/search/?q=hx",
    "/search/?q=有限公司",
    "{project}",
    "{firm}",
)
READERS = 24
TARGETS = "p95 ≤ 300 ms · saturation ≥ 60/s · cold ≤ 3 s · no 5xx · ≤ 15 queries · ≤ 400 kB"


@dataclass
class Answers:
    """What came back: page → seconds, and the states."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    states: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, page: str, taken: float, status: int) -> None:
        with self.lock:
            self.seconds[page].append(taken)
            self.states[status] += 1

    @property
    def all(self) -> list[float]:
        return [each for several in self.seconds.values() for each in several]

    @property
    def faults(self) -> int:
        return sum(count for status, count in self.states.items() if status >= 500)


@dataclass(frozen=True)
class Reader:
    """Somebody logged in at a server."""

    name: str
    host: str
    cookie: str

    def get(self, page: str) -> tuple[int, bytes]:
        line = http.client.HTTPConnection(self.host, timeout=60)
        try:
            headers = {"Cookie": self.cookie, "Accept-Encoding": "gzip"}
            line.request("GET", urllib.parse.quote(page, safe="/?=&-_.%"), headers=headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()


def log_in(host: str, name: str) -> Reader:
    """By the way in of a demo city, as the browser goes it."""
    line = http.client.HTTPConnection(host, timeout=60)
    line.request("GET", "/look-as/")
    answer = line.getresponse()
    page = answer.read().decode()
    given = _cookies(answer)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)', page)
    form = {"as": name, "csrfmiddlewaretoken": token[1] if token else ""}
    headers = {
        "Cookie": _as_header(given),
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://{host}",
    }
    line.request("POST", "/look-as/", urllib.parse.urlencode(form), headers)
    answer = line.getresponse()
    answer.read()
    given |= _cookies(answer)
    line.close()
    return Reader(name, host, _as_header(given))


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    given = answer.headers.get_all("Set-Cookie") or ()
    pairs = (each.split(";")[0].partition("=") for each in given)
    return {name: value for name, _is, value in pairs}


def _as_header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


# -- the city


@contextmanager
def city(records: int, url: str, keep: Path | None) -> Iterator[Path]:
    """The home folder of a city of so many records, its search filled."""
    with tempfile.TemporaryDirectory() as folder:
        home = keep or Path(folder)
        os.environ["CHAINCHIEF_HOME"] = str(home)
        if url:
            os.environ["CHAINCHIEF_DATABASE"] = url
        from tests.fixtures.ledgers import _postgres, _sqlite, pointed_at

        is_there = (home / "grown").exists()
        if not is_there:
            _run("demo")
        with pointed_at(_postgres(url) if url else _sqlite(home)):
            if not is_there:
                _grow(records)
                (home / "grown").touch()
            yield home
        os.environ.pop("CHAINCHIEF_DATABASE", None)


def _run(*arguments: str) -> None:
    import subprocess

    subprocess.run(
        [sys.executable, "-m", "chainchief", *arguments], check=True, capture_output=True
    )


def _grow(records: int) -> None:
    from django.db import connection

    from benchmarks.load_ledger import grow
    from chainchief.search.index import filling

    start = time.perf_counter()
    count = grow(records)
    print(f"  {count:,} records in {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    filling.fill()
    print(f"  search filled in {time.perf_counter() - start:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def server(home: Path) -> Iterator[str]:
    from tests.fixtures.servers import serving

    with serving(home) as address:
        yield address.removeprefix("http://")


def work_of(readers: list[Reader]) -> list[tuple[Reader, str]]:
    """Every page that a reader may open, reader by page, in a fixed mixed order."""
    found = []
    for reader in readers:
        named = {"project": _first(reader, "project"), "firm": _first(reader, "enterprise")}
        for page in PAGES:
            address = page.format(**named)
            if address and reader.get(address)[0] == 200:
                found.append((reader, address))
    # Neighbours in the order are neither of one page nor of one person.
    step = next(each for each in (37, 41, 43, 47, 53) if len(found) % each)
    return [found[number * step % len(found)] for number in range(len(found))]


def _first(reader: Reader, kind: str) -> str:
    _status, body = reader.get(f"/records/{kind}/")
    match = re.search(rf'href="(/records/{kind}/[0-9a-f-]{{36}}/)"', _plain(body))
    return match[1] if match else ""


def _plain(body: bytes) -> str:
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode("utf-8", "replace")


# -- what is measured


def ask(reader: Reader, page: str, answers: Answers) -> None:
    start = time.perf_counter()
    try:
        status = reader.get(page)[0]
    except OSError:
        status = 599
    answers.note(page, time.perf_counter() - start, status)


def at_once(work: list[tuple[Reader, str]]) -> Answers:
    answers = Answers()
    with ThreadPoolExecutor(READERS) as pool:
        for reader, page in work[:READERS]:
            pool.submit(ask, reader, page, answers)
    return answers


def at_rate(work: list[tuple[Reader, str]], rate: float, seconds: float) -> Answers:
    """Arrivals do not wait for answers, so that a slow page is not asked less often."""
    answers, begin = Answers(), time.perf_counter()
    with ThreadPoolExecutor(256) as pool:
        turns = zip(range(int(rate * seconds)), itertools.cycle(work), strict=False)
        for number, (reader, page) in turns:
            time.sleep(max(0.0, begin + number / rate - time.perf_counter()))
            pool.submit(ask, reader, page, answers)
    return answers


def saturated(work: list[tuple[Reader, str]], seconds: float) -> float:
    answers, turns = Answers(), itertools.cycle(work)
    lock, end = threading.Lock(), time.perf_counter() + seconds

    def read() -> None:
        while time.perf_counter() < end:
            with lock:
                reader, page = next(turns)
            ask(reader, page, answers)

    with ThreadPoolExecutor(READERS) as pool:
        for _reader in range(READERS):
            pool.submit(read)
    return len(answers.all) / seconds


def costs(work: list[tuple[Reader, str]]) -> dict[str, tuple[int, float]]:
    """Page → the most queries and the median processor's milliseconds, asked alone, when warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from tests.fixtures.accounts import sign_in

    known: dict[str, Client] = {}
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for reader, page in work:
        if reader.name not in known:
            known[reader.name] = Client(headers={"host": reader.host})
            sign_in(known[reader.name], name=reader.name)
        client = known[reader.name]
        address = urllib.parse.quote(page, safe="/?=&-_.%")
        if client.get(address).status_code != 200:  # who acts for somebody there has less here
            continue
        with CaptureQueriesContext(connection) as caught:
            start = time.process_time()
            client.get(address)
            taken = (time.process_time() - start) * 1000
        found[page].append((len(caught.captured_queries), taken))
    return {
        page: (max(n for n, _ms in several), statistics.median(ms for _n, ms in several))
        for page, several in found.items()
    }


def first_page_bytes(reader: Reader) -> int:
    """The first page with everything that it names of the server, as it goes over the wire."""
    _status, body = reader.get("/")
    named = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', _plain(body)))
    return len(body) + sum(len(reader.get(each)[1]) for each in named)


def quantile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000


def measure(home: Path, asked: argparse.Namespace) -> None:
    with server(home) as host:
        work = work_of([log_in(host, person) for person in PEOPLE])
    with server(home) as host:
        moved = [(Reader(each.name, host, each.cookie), page) for each, page in work]
        cold = at_once(moved)
        _tell("24 at once, cold", cold)
        for reader, page in moved:  # every page once
            reader.get(page)
        print(f"  first page: {first_page_bytes(moved[0][0]) / 1000:.0f} kB", flush=True)
        steady = at_rate(moved, asked.rate, asked.seconds)
        _tell(f"{asked.rate:g} a second", steady)
        print(f"  saturation: {saturated(moved, asked.seconds):.1f} a second", flush=True)
    _pages(steady, costs(work))


def _tell(title: str, answers: Answers) -> None:
    values = answers.all
    p50, p95, most = (quantile(values, part) for part in (0.5, 0.95, 1.0))
    states = ", ".join(f"{status}: {count}" for status, count in sorted(answers.states.items()))
    print(
        f"  {title}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {most:.0f} ms;"
        f" {answers.faults} faults ({states})",
        flush=True,
    )


def _pages(answers: Answers, costs: dict[str, tuple[int, float]]) -> None:
    def shown(page: str) -> str:
        return re.sub(r"[0-9a-f-]{36}", "…", page)

    rows: dict[str, list[float]] = defaultdict(list)
    paid: dict[str, tuple[int, float]] = {}
    for page, seconds in answers.seconds.items():
        rows[shown(page)] += seconds
    for page, cost in costs.items():
        paid[shown(page)] = max(paid.get(shown(page), (0, 0.0)), cost)
    print(f"  {'page':<66}{'p50':>7}{'p95':>7}{'queries':>9}{'cpu ms':>8}")
    for page, seconds in sorted(rows.items()):
        queries, cpu = paid.get(page, (0, 0.0))
        p50, p95 = quantile(seconds, 0.5), quantile(seconds, 0.95)
        print(f"  {page:<66}{p50:7.0f}{p95:7.0f}{queries:9d}{cpu:8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    import django

    django.setup()
    print(TARGETS)
    if asked.only != "postgresql":
        print(f"SQLite, {asked.records:,} records")
        with city(asked.records, "", asked.keep) as home:
            measure(home, asked)
    if asked.only != "sqlite":
        from tools.run.postgres import cluster

        print(f"PostgreSQL, {asked.records:,} records")
        with cluster() as url, city(asked.records, url, None) as home:
            measure(home, asked)


if __name__ == "__main__":
    main()
