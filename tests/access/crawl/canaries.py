"""A city whose every record carries marks of its own: whoever reads a mark has seen that record.

Records of every kind stand in each of `PLACES`: one of a person's own unit, chain, firm and office,
one where the unit alone is its own, one where the chain alone is, and so on to one that is foreign
in everything. Each text of a record, its code, its former name and the reason of its changes is a
mark that occurs nowhere else. `WHOSE` says a second time, apart from the registers, whose a record
of each kind is; by it and the oracle `marks_open_to` says which marks a role may read.
"""

import datetime as dt
import hashlib
import itertools
import re
from dataclasses import dataclass, field

from tests.access.oracle import _GRANTED, CITY, DECHENG, LIMITS, MAY, NINGJIN
from tests.fixtures.accounts import PASSWORD, make_account, with_device
from tests.fixtures.viewers import office

from chainchief.access.viewers import HeldRole
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.ledger import changelog, columns, evidence
from chainchief.ledger.registers import all_registers, register_of

#: A mark: the character stands nowhere else in the program.
MARK = re.compile("鹮[0-9]{5}")
DAY = dt.date(2023, 3, 1)
MONTH = "2023-11"


@dataclass(frozen=True)
class Place:
    """What a record names: its unit, chain, firm and office."""

    division: str
    chain: str
    enterprise: str
    organisation: str


PLACES = {
    "own": Place(DECHENG, "FOOD", "QY-OWN", "ORG-OWN"),
    "unit": Place(DECHENG, "LI-ION", "QY-UNIT", "ORG-UNIT"),
    "chain": Place(NINGJIN, "FOOD", "QY-CHAIN", "ORG-CHAIN"),
    "firm": Place(NINGJIN, "LI-ION", "QY-OWN", "ORG-CHAIN"),
    "office": Place(NINGJIN, "LI-ION", "QY-OFFICE", "ORG-OWN"),
    "alien": Place(NINGJIN, "LI-ION", "QY-ALIEN", "ORG-ALIEN"),
}
OWN = PLACES["own"]
#: Firms and offices with the unit and, of firms, the chain that they are of themselves.
FIRMS = {PLACES[at].enterprise: PLACES[at] for at in ("own", "unit", "chain", "office", "alien")}
OFFICES = {
    "ORG-OWN": DECHENG,
    "ORG-UNIT": DECHENG,
    "ORG-CHAIN": NINGJIN,
    "ORG-ALIEN": NINGJIN,
}
_PARTS = {"unit": "division", "chain": "chain", "firm": "enterprise", "office": "organisation"}

_OF_ITS_FIRM = "unit<firm chain<firm firm"
#: Kind → (policy class, whose a record is): of the unit that its place has, or of its firm's unit.
WHOSE = {
    "adverse_listing": ("firm", _OF_ITS_FIRM),
    "agreement": ("chain", "unit chain firm"),
    "agreement_member": ("chain", "unit<firm chain firm"),
    "annual_plan": ("statistics", "unit chain"),
    "award": ("firm", "unit chain firm"),
    "chain": ("reference", ""),
    "chain_milestone": ("reference", ""),
    "chain_segment": ("reference", ""),
    "cloud_use": ("statistics", "unit office"),
    "cluster": ("reference", ""),
    "cluster_rating": ("chain", "unit chain"),
    "county_body": ("county", "unit"),
    "coverage_survey": ("statistics", "unit"),
    "difficulty": ("chain", "unit chain firm office"),
    "difficulty_action": ("chain", "unit chain firm office"),
    "difficulty_office": ("chain", "unit chain firm office"),
    "division": ("reference", ""),
    "document": ("evidence", ""),
    "duty": ("chain", "unit chain office"),
    "enterprise": ("firm", _OF_ITS_FIRM),
    "enterprise_list": ("reference", ""),
    "enterprise_listing": ("firm", _OF_ITS_FIRM),
    "enterprise_product": ("firm", _OF_ITS_FIRM),
    "enterprise_role": ("firm", "unit<firm chain firm"),
    "enterprise_segment": ("firm", "unit<firm chain firm"),
    "event": ("chain", "unit chain"),
    "feature": ("chain", f"{_OF_ITS_FIRM} office"),
    "feature_action": ("chain", f"{_OF_ITS_FIRM} office"),
    "feature_check": ("chain", f"{_OF_ITS_FIRM} office"),
    "feature_piece": ("chain", f"{_OF_ITS_FIRM} office"),
    "bank_product": ("bank", "chain office"),
    "financing_consent": ("bank", _OF_ITS_FIRM),
    "financing_decline": ("bank", f"{_OF_ITS_FIRM} office"),
    "financing_drawing": ("bank", f"{_OF_ITS_FIRM} office"),
    "financing_need": ("bank", _OF_ITS_FIRM),
    "financing_offer": ("bank", f"{_OF_ITS_FIRM} office"),
    "furnished_number": ("statistics", "unit chain office"),
    "funds_sample": ("statistics", "unit"),
    "funds_sample_item": ("statistics", "unit chain firm"),
    "funds_voucher": ("county", "unit chain firm"),
    "infrastructure_count": ("statistics", "unit office"),
    "land_grant": ("county", "unit chain firm"),
    "instruction": ("chain", "unit chain"),
    "lead": ("chain", "unit chain"),
    "lead_action": ("chain", "unit chain"),
    "meeting": ("chain", "unit chain office"),
    "meeting_item": ("chain", "unit chain office"),
    "official_statistic": ("statistics", "unit office"),
    "officer_contact": ("chain", f"{_OF_ITS_FIRM} office"),
    "organisation": ("reference", ""),
    "park": ("county", "unit chain"),
    "park_extension": ("county", "unit chain"),
    "person": ("chain", "unit<office office"),
    "platform": ("chain", "unit chain office"),
    "policy": ("reference", ""),
    "policy_clause": ("reference", ""),
    "presentation": ("bank", _OF_ITS_FIRM),
    "project": ("county", "unit chain firm"),
    "project_list": ("reference", ""),
    "project_listing": ("county", "unit chain firm"),
    "project_milestone": ("county", "unit chain firm"),
    "project_plan": ("county", "unit chain firm"),
    "project_report": ("county", "unit chain firm"),
    "project_share": ("county", "unit chain firm"),
    "project_stage": ("county", "unit chain firm"),
    "project_requirement": ("chain", "unit chain firm office"),
    "ranking": ("statistics", "unit"),
    "reward": ("firm", "unit<firm chain firm"),
    "match_verdict": ("firm", "unit<firm chain firm"),
    "reward_line": ("chain", _OF_ITS_FIRM),
    "reward_list": ("firm", ""),
    "reward_objection": ("chain", _OF_ITS_FIRM),
    "reward_step": ("firm", ""),
    "segment_class": ("reference", ""),
    "segment_link": ("reference", ""),
    "segment_trait": ("reference", ""),
    "service_officer": ("firm", f"{_OF_ITS_FIRM} office"),
    "service_programme": ("reference", ""),
    "task": ("chain", "unit chain office"),
    "task_action": ("chain", "unit chain office"),
    "task_office": ("chain", "unit chain office"),
    "title": ("reference", ""),
    "visit": ("chain", "unit chain"),
    "visit_purpose": ("chain", "unit chain"),
    "visited_enterprise": ("chain", "unit chain firm"),
    "visited_organisation": ("chain", "unit chain"),
}
#: Texts that follow rules of their own: what is read out of them would fail.
RULED = {"credit_code", "industry", "industries", "schedule", "media_type"}
#: What pages and figures ask for, where the first choice would say something else.
CHOSEN = {"evidence": "accepted", "stage": "started", "standing": "final"}
#: What is yes: a judgement of a spot check is of what was drawn.
SAID = {"drawn"}
#: Of the day on which something ended, nothing is said: it holds still.
ENDED = re.compile(
    "_to$|^closed|^ended|^sent_back|^withdrawn|^concluded|^revoked|^turned|^retracted"
)


@dataclass
class Record:
    """One record of the city with all marks that stand in it or in what is told of it."""

    kind: str
    place: str
    uid: str
    code: str
    marks: set[str] = field(default_factory=set)
    #: Of a document: the kind of the record that it proves.
    proves: str = ""


@dataclass
class City:
    """All that was written; of what stands beside the ledger, the marks by who reads them."""

    records: list[Record] = field(default_factory=list)
    #: Mark → the roles that may read it.
    elsewhere: dict[str, frozenset[str]] = field(default_factory=dict)
    #: Role → the key of its device.
    devices: dict[str, str] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    #: Mark → what it stands in, for whoever looks for how it got out.
    meanings: dict[str, str] = field(default_factory=dict)
    #: What else a foreign address may name: keys and numbers of drafts, files, batches, accounts.
    keys: dict[str, list[str]] = field(default_factory=dict)

    def mark(self, meaning: str) -> str:
        found = f"鹮{next(self.numbers):05d}"
        self.meanings[found] = meaning
        return found

    def of(self, kind: str, place: str) -> Record:
        return next(r for r in self.records if (r.kind, r.place) == (kind, standing(kind, place)))


def standing(kind: str, place: str) -> str:
    """The place under which the record that this place names was written."""
    if kind == "enterprise":
        return next(at for at in PLACES if PLACES[at].enterprise == PLACES[place].enterprise)
    if kind == "organisation":
        return next(at for at in PLACES if PLACES[at].organisation == PLACES[place].organisation)
    return place


def whose(kind: str, place: str) -> set[str]:
    """By what the record is the cast's own: among unit, chain, firm, office."""
    here, found = PLACES[place], set()
    for each in WHOSE[kind][1].split():
        part, _by, source = each.partition("<")
        at = here
        if source == "firm":
            at = FIRMS[here.enterprise]
        elif source == "office":
            at = Place(OFFICES[here.organisation], "", "", "")
        if getattr(at, _PARTS[part]) == getattr(OWN, _PARTS[part]):
            found.add(part)
    return found


def may_see(role: str, record: Record) -> bool:
    """Whether the oracle opens the record to the role; a document with the record it proves."""
    policy_class = WHOSE[record.kind][0]
    if ("all", "see", policy_class) in _GRANTED[role]:
        return True
    if record.proves:
        gate = any((own, "see", policy_class) in _GRANTED[role] for own in (*LIMITS, "open"))
        return gate and may_see(role, Record(record.proves, record.place, "", ""))
    own = whose(record.kind, record.place)
    return any((each, "see", policy_class) in _GRANTED[role] for each in own)


def marks_open_to(role: str, city: City) -> set[str]:
    """The marks that somebody in the role may read."""
    found = {mark for mark, roles in city.elsewhere.items() if role in roles}
    for record in city.records:
        if may_see(role, record):
            found |= record.marks
    return found


def build() -> City:
    """Write the city into the ledger that Django points at."""
    city = City()
    with changelog.acting("clerk", "places"):
        _places()
    for kind, register in all_registers().items():
        if kind in ("division", "chain", "document"):
            continue
        for place in PLACES:
            if standing(kind, place) == place:
                _plant(city, register, place)
    _outside(city)
    for month in ("2023-10", MONTH):
        closing.close(Month.parse(month), viewer=office("clerk"))
    for role in MAY:
        if role != "machine-admin":
            city.devices[role] = _person(role)
    return city


def _places() -> None:
    division, chain = (register_of(kind).model.objects for kind in ("division", "chain"))
    division.create(code=CITY, name="德州市", level="city")
    for code, name in ((DECHENG, "德城区"), (NINGJIN, "宁津县")):
        division.create(code=code, name=name, level="county", parent_id=CITY)
    for code in ("FOOD", "LI-ION"):
        chain.create(code=code, name=f"{code} chain", landmark_from=DAY)


def _plant(city: City, register, place: str) -> None:
    """A record of the kind in the place, and a correction of the first text that it has."""
    kind, here = register.kind, PLACES[place]
    values = {c.name: _value(city, register, c, place) for c in register.columns[1:]}
    if kind == "award":
        values |= dict.fromkeys(("project", "product", "park", "cluster", "county"))
    code = register.model.code_from(values) or city.mark(f"{kind}/{place} code")
    if kind in ("enterprise", "organisation"):
        code = getattr(here, kind)
    former = city.mark(f"{kind}/{place} former name")
    reason = city.mark(f"{kind}/{place} reason of change")
    attributes = {register.column(name).attribute: value for name, value in values.items()}
    with changelog.acting("clerk", reason):
        row = register.model.objects.create(
            code=code, **{**attributes, **({"name": former} if "name" in values else {})}
        )
        if "name" in values:
            rows = register.model.objects.filter(pk=row.pk)
            rows.update(name=values["name"], version=2)
    record = Record(kind, place, str(row.uid), code, {former, reason})
    record.marks |= set(MARK.findall(code + " ".join(map(str, attributes.values()))))
    if kind in APPOINTING:
        record.marks |= _appointed(city, place)
    city.records.append(record)


#: Kinds that say who serves where.
APPOINTING = ("duty", "service_officer")


def _appointed(city: City, place: str) -> set[str]:
    """Whoever sees a duty is told who holds it, by name and post: that is what a duty says.

    And a firm is told who its service officer is: whom else should it turn to?
    """
    told = {f"person/{place} name", f"person/{place} post"}
    return {mark for mark, meaning in city.meanings.items() if meaning in told}


def _value(city: City, register, column, place: str):
    kind, name = column.type, column.name
    where = f"{register.kind}/{place} {name}"
    match kind:
        case columns.Reference():
            return _referred(city, register, kind.kind, place)
        case columns.Text():
            return column.empty if name in RULED else city.mark(where)
        case columns.Choice():
            known = [str(key) for key in kind.labels]
            return CHOSEN[name] if CHOSEN.get(name) in known else known[0]
        case columns.Day():
            return None if ENDED.search(name) and not column.required else DAY
        case columns.MonthText():
            return "2023-01" if name == "span_from" else MONTH
        case columns.UnitName():
            return "个"
        case columns.YesNo():
            return name in SAID
    if name == "year":
        return 2023
    if isinstance(kind, columns.Whole):
        return max(1, kind.lowest)
    return 10**5 if kind.unit == "%" else 10**8


def _referred(city: City, register, target: str, place: str):
    here = PLACES[place]
    if target == register.kind:
        return None
    if target in ("division", "chain", "enterprise", "organisation"):
        return getattr(here, target)
    if target == "document":
        return _document(city, register.kind, place)
    return city.of(target, place).code


def _document(city: City, kind: str, place: str) -> str:
    """A document of one record alone, with its file."""
    what = f"{kind}/{place}"
    name, content = city.mark(f"{what} document"), city.mark(f"{what} content of document")
    digest = hashlib.sha256(content.encode()).hexdigest()
    model = register_of("document").model
    with changelog.acting("clerk", reason := city.mark(f"{what} reason of document")):
        row = model.objects.create(code=digest, name=f"{name}.txt", size=1)
    path = evidence.path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    marks = {name, content, reason}
    city.records.append(Record("document", place, str(row.uid), digest, marks, kind))
    return digest


def _outside(city: City) -> None:
    """What people keep beside the ledger: batches, files brought, drafts, jobs, notices, events."""
    from tests.access.crawl import outside

    outside.write(city)


def person_of(role: str) -> str:
    return f"某 {role}"


def _person(role: str) -> str:
    limits = {
        str(LIMITS[whose]): getattr(OWN, LIMITS[whose]) for whose in MAY[role] if whose in LIMITS
    }
    account = make_account(person_of(role), HeldRole(role, **limits), password=PASSWORD)
    return with_device(account)
