"""Somebody walks through all pages that links and forms lead to, and asks for what is others'."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.urls import Resolver404, get_resolver, resolve, reverse
from tests.access.crawl import canaries
from tests.access.crawl.canaries import City, marks_open_to, may_see, person_of
from tests.access.crawl.reading import links_of, marks_in, text_of, uids_in
from tests.access.crawl.told import identifiers_told_at, marks_told_at
from tests.access.test_the_matrix_over_http import ARGUMENTS
from tests.fixtures.accounts import code_of, knock, step_now

from chainchief.access import policy
from chainchief.ledger.registers import all_registers

#: They end the session of whoever asks.
_ENDING = {"log-out", "end-sessions", "look-as"}
#: Kinds of each class, of which every page is asked for; of the others in the long walk alone.
_ALL_PAGES = {"project", "enterprise", "difficulty", "financing_need", "document"}
_EVERY_KIND = {"record", "record-list", "record-file"}
#: Who walks through every kind in the short walk: others hold the same limits, or none.
_MANY_KINDS = {"county", "chief", "firm", "figure-provider", "bank", "department"}
#: In the short walk so many conditions of a list are tried together.
_MOST_NAMES = 1
_FIGURES = {"figures", "receipt", "receipt-csv", "indicator", "home-sparks"}


@dataclass
class Walk:
    """What one person's walk came to."""

    role: str
    asked: int = 0
    states: "Counter[int]" = field(default_factory=Counter)
    routes: set[str] = field(default_factory=set)
    #: (address, the mark or identifier read there that is not this person's to read).
    leaks: list[tuple[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    #: Identifiers and marks of records that the person came by.
    read: set[str] = field(default_factory=set)


class Walker:
    """One person with a client. Of addresses of one sort `most` are opened."""

    def __init__(self, client, role: str, city: City, *, most: int = 1, whole: bool = False):
        self.client, self.role, self.city = client, role, city
        self.most, self.whole = most, whole
        self.every_kind = whole or role in _MANY_KINDS
        self.open_marks = marks_open_to(role, city)
        self.known = {record.uid: record for record in city.records}
        self.foreign = {record.uid for record in city.records if not may_see(role, record)}
        self.walk = Walk(role)
        self._seen: set[str] = set()
        self._sorts: Counter[tuple[object, ...]] = Counter()

    @property
    def own(self) -> set[str]:
        """The identifiers of the records that the walk must come by."""
        kinds = {r.kind for r in self.city.records} if self.every_kind else _ALL_PAGES
        but = set() if self.every_kind else {"document"}  # they stand with what they prove
        return {
            uid
            for uid, record in self.known.items()
            if uid not in self.foreign and record.kind in kinds - but
        }

    def enter(self) -> None:
        """By the log-in page and the page of the second factor."""
        knock(self.client, person_of(self.role))
        code = code_of(self.city.devices[self.role], step_now())
        self.client.post("/second-factor/", {"code": code})
        assert self.client.get("/me/").status_code == 200, self.role

    def read(self, address: str) -> list[str]:
        """Open an address; what is others' in the answer is kept as a leak. Where it leads to."""
        answer = self.client.get(address)
        text = text_of(answer)
        self.walk.asked += 1
        self.walk.states[answer.status_code] += 1
        if answer.status_code >= 500:
            self.walk.failed.append(address)
        self._judge(address, text)
        return list(links_of(address, answer, text))

    def _judge(self, address: str, text: str) -> None:
        """What stands in the address itself may come back."""
        asked = unquote(unquote(address))
        marks, uids = marks_in(text) - marks_in(asked), uids_in(text) - uids_in(asked)
        self.walk.read |= marks | uids
        marks -= self.open_marks
        uids &= self.foreign
        if marks or uids:
            marks -= marks_told_at(address, self.role, self.city)
            uids -= identifiers_told_at(address, self.role, self.city)
        said = marks | uids
        self.walk.leaks += [(address, each) for each in sorted(said)]

    def go(self, *starts: str) -> None:
        """All that the starts lead to, breadth first."""
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft()
            if address not in self._seen and self._is_wanted(address):
                self._seen.add(address)
                waiting.extend(self.read(address))

    def _is_wanted(self, address: str) -> bool:
        """Whether it is one of the first of its sort: its page, kind, and what its query names."""
        split = urlsplit(address)
        try:
            match = resolve(split.path)
        except Resolver404:
            return False
        query = {name: text for name, text in parse_qsl(split.query) if text}
        if match.url_name in _ENDING or (query.get("snapshot") == "working" and not self.whole):
            return False
        self.walk.routes.add(match.url_name or "")
        kind, form = match.kwargs.get("kind", ""), match.kwargs.get("form", "")
        names = tuple(sorted(query))
        if not self.whole:
            names = () if match.url_name in _FIGURES else names
            if kind and kind not in _ALL_PAGES:
                plain = match.url_name in _EVERY_KIND and form != "xlsx" and not names
                if not (plain and self.every_kind):
                    return False
            elif len(names) > _MOST_NAMES:
                return False
        sort = (match.url_name, kind, form, names)
        self._sorts[sort] += 1
        return self._sorts[sort] <= self.most

    def probe(self) -> None:
        """Every page of the policy table asked for what is others', and questions about it."""
        for address in self._foreign_addresses():
            if address not in self._seen:
                self._seen.add(address)
                self.read(address)

    def _foreign_addresses(self) -> Iterator[str]:
        one_of_kind: dict[str, canaries.Record] = {}
        for uid in sorted(self.foreign):
            one_of_kind.setdefault(self.known[uid].kind, self.known[uid])
        patterns = get_resolver().reverse_dict
        for name in policy.table().routes:
            parts = patterns.getlist(name)[0][0][0][1]
            if name in _ENDING:
                continue
            for arguments in self._arguments(name, set(parts), one_of_kind):
                address = reverse(name, kwargs=arguments)
                yield address
                kind = str(arguments.get("kind", ""))
                yield from self._questions(name, address, kind, one_of_kind)

    def _arguments(self, name: str, parts: set[str], one_of_kind) -> Iterator[dict[str, str]]:
        wanted = {
            kind
            for kind in all_registers()
            if kind in _ALL_PAGES or self.whole or (self.every_kind and name in _EVERY_KIND)
        }
        if {"kind", "uid"} <= parts:
            for kind in sorted(wanted & one_of_kind.keys()):
                yield {"kind": kind, "uid": one_of_kind[kind].uid}
            return
        documents = [one_of_kind["document"].uid] if "document" in one_of_kind else []
        choices = {
            **self.city.keys,
            "uid": [*self.city.keys["uid"], *documents],
            "code": ["LI-ION"] if name == "chain" else ["IND-PRJ-STARTED"],
            "template": ["press-release"],
            "month": [canaries.MONTH],
            "token": ["none"],
            "form": ["csv", "xlsx"] if self.whole else ["csv"],
            "kind": sorted(wanted),
        }
        made: list[dict[str, str]] = [{}]
        for part in parts:
            other = [str(ARGUMENTS[part])] if part in ARGUMENTS else []
            made = [{**one, part: value} for one in made for value in choices.get(part, other)]
        yield from made

    def _questions(self, name: str, address: str, kind: str, one_of_kind) -> Iterator[str]:
        """What pages are asked about others: words, codes, units and chains."""
        if name == "record-choices":
            yield f"{address}?q=鹮"
        if name == "record-list" and kind in one_of_kind and (kind in _ALL_PAGES or self.whole):
            yield f"{address}?words={min(one_of_kind[kind].marks)}"
            yield f"{address}?division={canaries.NINGJIN}"
        if name == "search":
            for record in one_of_kind.values():
                if self.whole or record.kind in _ALL_PAGES:
                    yield f"{address}?q={min(record.marks)}"
            for word in ("鹮", "QY-ALIEN", "ORG-ALIEN", "宁津县"):
                yield f"{address}?q={word}"
        if name in _FIGURES:
            for scope in (f"division={canaries.NINGJIN}", "chain=LI-ION"):
                yield f"{address}?month={canaries.MONTH}&{scope}"
