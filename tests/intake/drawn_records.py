"""Hypothesis strategies: typed records of every kind that the ledger would accept."""

import datetime as dt
import string

from hypothesis import strategies as st
from tests.intake.made import drawn_rows
from tests.intake.records import HASH, PROJECTS, credit_code

from chainchief.core.units import Dimension
from chainchief.core.units.table import fixed_units
from chainchief.intake.table.normalising import is_total
from chainchief.ledger.columns import unsound_in
from chainchief.ledger.kinds.plan.register import parsed_schedule
from chainchief.ledger.registers import register_of

_SIGNS = "=+-@'\"#,;\t%&<>()(),。、《》 ·—_{}[]|~`!?/\\"
_HANZI = "县市区链产业项目有限公司䶮㐀𠮷煇喆"
_ALPHABET = string.ascii_letters + string.digits + _SIGNS + _HANZI + "ABC123()éß"
_NOTHING = {"—", "——", "–", "-", "--", "/", "\\", "无", "暂无", "n/a", "na", "同上", '"', "ditto"}


def _is_plain(text):
    sign = text.casefold()
    spoilt = unsound_in(text) is not None or "???" in text
    return text == text.strip() and sign not in _NOTHING and not is_total(text) and not spoilt


def texts(most, least=0):
    """Free text as it may stand in a ledger, line breaks included."""
    alphabet = st.sampled_from(_ALPHABET + "\n")
    return st.text(alphabet, min_size=least, max_size=min(most, 40)).filter(_is_plain)


codes = st.text(string.ascii_uppercase + string.digits + "-", min_size=1, max_size=8).filter(
    lambda text: _is_plain(text) and text[0].isalnum()
)
days = st.dates(dt.date(1890, 1, 1), dt.date(2100, 12, 31))
maybe_day = st.none() | days
steps = st.integers(0, 10**17)
maybe_steps = st.none() | steps


@st.composite
def spans(draw, first="valid_from", last="valid_to"):
    start, end = draw(maybe_day), draw(maybe_day)
    if start and end and end < start:
        start, end = end, start
    return {first: start, last: end}


def _unique(draw, strategy, count):
    return draw(st.lists(strategy, min_size=count, max_size=count, unique=True))


@st.composite
def rows_of(draw, kind, most=6):
    """A list of the values of new records of `kind`, complete, with codes of their own."""
    if kind not in _KEYS:
        return draw(drawn_rows(kind, texts, steps, most))
    count = draw(st.integers(1, most))
    register = register_of(kind)
    rows = []
    for key in _KEYS[kind](draw, count):
        values = {column.name: column.empty for column in register.columns}
        values.update(key)
        values.update(draw(_REST[kind]))
        if register.model.composed_of:
            values["code"] = register.model.code_from(values)
        rows.append(values)
    return rows


def _own_codes(strategy):
    return lambda draw, count: [{"code": code} for code in _unique(draw, strategy, count)]


def _projects(draw, count):
    return [{"project": code} for code in _unique(draw, st.sampled_from(PROJECTS), count)]


def _enterprises(draw, count):
    serials = _unique(draw, st.integers(0, 99_999), count)
    owned = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    codes_ = _unique(draw, codes.map(lambda code: f"E-{code}"), count)
    return [
        {"code": code, "credit_code": credit_code(serial) if has else None}
        for code, serial, has in zip(codes_, serials, owned, strict=True)
    ]


def _items(name):
    return lambda draw, count: [{name: code} for code in _unique(draw, codes, count)]


_name = texts(200, least=1)
_months = st.builds(lambda y, m: f"{y}-{m:02d}", st.integers(1990, 2040), st.integers(1, 12))
_divisions = st.sampled_from(["371400", "371402", "371426"])
_documents = st.sampled_from([None, HASH])


@st.composite
def _quantities(draw):
    """A quantity that can be written down in its unit, as every one that was entered can."""
    unit = draw(st.sampled_from(sorted(fixed_units().values(), key=str)))
    thirds = 3 if unit.dimension is Dimension.AREA else 1
    return {"unit": unit.code, "quantity": thirds * draw(st.integers(-(10**16), 10**16))}


def fixed(**columns):
    return st.fixed_dictionaries(columns)


def merged(*parts):
    return st.tuples(*parts).map(lambda found: {k: v for part in found for k, v in part.items()})


@st.composite
def _stages(draw):
    occurred = draw(days)
    later = st.integers(0, 400).map(lambda n: occurred + dt.timedelta(days=n))
    evidence = draw(st.sampled_from(["pending", "accepted", "refused"]))
    return {
        "stage": draw(st.sampled_from(["signed", "started", "completed", "stalled"])),
        "reported_by": draw(_divisions),
        "occurred_on": occurred,
        "reported_on": draw(later),
        "recognised_on": draw(st.none() | later) if evidence == "accepted" else None,
        "evidence": evidence,
        "document": draw(_documents),
        "note": draw(texts(400)),
    }


@st.composite
def _reports(draw):
    amounts = sorted(draw(st.lists(steps, min_size=3, max_size=3)))
    return {
        "month": draw(_months),
        "revision": draw(st.integers(0, 9)),
        "reported_on": draw(days),
        "invested": draw(maybe_steps),
        "funds_recognised": amounts[0],
        "funds_verified": amounts[1],
        "funds_reported": amounts[2],
        "progress": draw(texts(400)),
    }


@st.composite
def _statistics(draw):
    first, last = sorted((draw(_months), draw(_months)))
    return {
        "name": draw(_name),
        "division": draw(_divisions),
        "span_from": first,
        "span_to": last,
        **draw(_quantities()),
        "basis": draw(st.sampled_from(["comparable", "current", "not-stated"])),
        "standing": draw(st.sampled_from(["flash", "final"])),
        "source": draw(texts(200, least=1)),
        "released_on": draw(days),
        "document": draw(_documents),
    }


_KEYS = {
    "division": _own_codes(st.integers(100_000, 370_000).map(str)),
    "chain": _own_codes(codes),
    "document": _own_codes(st.text("0123456789abcdef", min_size=64, max_size=64)),
    "enterprise": _enterprises,
    "project": _own_codes(codes.map(lambda code: f"Q-{code}")),
    "project_share": _projects,
    "project_stage": _projects,
    "project_list": _own_codes(codes.map(lambda code: f"L-{code}")),
    "project_listing": _projects,
    "project_report": _projects,
    "furnished_number": _items("item"),
    "annual_plan": _items("indicator"),
    "official_statistic": _items("series"),
}
_REST = {
    "division": merged(
        fixed(
            name=_name,
            level=st.sampled_from(["province", "city", "county", "zone"]),
            parent=st.sampled_from([None, "371400"]),
            of_which=st.booleans(),
        ),
        spans(),
    ),
    "chain": merged(
        fixed(name=_name, short_name=texts(40), position=st.integers(0, 2**31 - 1)),
        spans("landmark_from", "landmark_to"),
        spans(),
    ),
    "document": fixed(name=_name, media_type=texts(100), size=st.integers(0, 10**17)),
    "enterprise": merged(
        fixed(
            name=_name, division=_divisions, industry=st.sampled_from(["", "06", "0610", "1392"])
        ),
        spans("above_scale_from", "above_scale_to"),
        spans(),
    ),
    "project": merged(
        fixed(
            name=_name,
            chain=st.sampled_from([None, "NEW-IT", "BIO"]),
            division=_divisions,
            enterprise=st.sampled_from([None, "E01"]),
            construction=st.sampled_from(["", "new", "renovation"]),
            total_investment=maybe_steps,
            filing_number=texts(60),
            duplicate_of=st.sampled_from([None, "P00"]),
        ),
        spans(),
    ),
    "project_share": fixed(
        division=_divisions,
        role=st.sampled_from(["landing", "first-talk", "partner"]),
        share=st.just(1_000_000),
    ),
    "project_stage": _stages(),
    "project_list": merged(
        fixed(name=_name, publisher=texts(120), edition=texts(40)),
        spans(),
    ),
    "project_listing": st.tuples(days, maybe_day).map(
        lambda pair: {
            "listed_in": "L01",
            "valid_from": min(day for day in pair if day),
            "valid_to": max(day for day in pair if day) if pair[1] else None,
        }
    ),
    "project_report": _reports(),
    "furnished_number": merged(
        _quantities(),
        fixed(
            name=_name,
            division=_divisions,
            chain=st.sampled_from([None, "BIO"]),
            month=_months,
            office=texts(120, least=1),
            confirmed_by=texts(80),
            confirmed_on=maybe_day,
            publishable=st.booleans(),
            document=_documents,
        ),
    ),
    "annual_plan": merged(
        _quantities(),
        fixed(
            name=_name,
            year=st.integers(1900, 2100),
            division=_divisions,
            chain=st.sampled_from([None, "BIO"]),
            schedule=st.sampled_from(["", "8,16,25,33,41,50,58,66,75,83,91,100"]),
            document=_documents,
        ),
    ),
    "official_statistic": _statistics(),
}
assert parsed_schedule("8,16,25,33,41,50,58,66,75,83,91,100")
