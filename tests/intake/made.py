"""Rows of any kind, made from its register: what the tests of intake need no entry for.

The i-th row of a kind refers to the i-th row of every kind it refers to; all its days are one day,
so that any order asked of them holds.
"""

import datetime as dt

from hypothesis import strategies as st

from chainchief.core.codes.credit_codes import check_character, inner_check_character
from chainchief.core.units import Dimension
from chainchief.core.units.table import fixed_units
from chainchief.ledger import columns
from chainchief.ledger.registers import register_of

#: The units that rows of the ledger may name.
UNITS = fixed_units()

DAY = dt.date(2023, 6, 1)


def credit_code(i):
    """A valid code made for the test: region 371400, a serial number, both check characters."""
    inner = f"MA3{i:05d}"
    first = f"91371400{inner}{inner_check_character(inner)}"
    return first + check_character(first)


#: What the columns of a kind do not say of its rows: column → text of the i-th row, None for blank.
SPECIAL = {
    "adverse_listing": {"name": lambda i: f"名称{i}", "is_empty": lambda i: "否"},
    "feature": {"state": lambda i: "proposed"},
    # A rank is one of a market.
    "enterprise_product": {"market": lambda i: "nation", "rank": lambda i: "3"},
    "award": {
        "enterprise": lambda i: None,
        "project": lambda i: None,
        "product": lambda i: None,
        "park": lambda i: None,
        "cluster": lambda i: None,
        "county": lambda i: "371402",
        "batch_name": lambda i: f"第{i}批",
        "standing": lambda i: "certified",
    },
    "organisation": {"credit_code": lambda i: credit_code(90_000 + i)},
    "presentation": {"title": lambda i: None},
    "ranking": {"rank": lambda i: "1", "set_size": lambda i: "16"},
    "coverage_survey": {"places": lambda i: "40", "reached": lambda i: "39"},
    "difficulty": {
        "outcome": lambda i: "solved",
        "satisfaction": lambda i: "5",
        "related_to": lambda i: None,
    },
    # It is offered to another unit than its own, or to none.
    # Its columns are more than the small city has projects.
    "lead": {"handover_to": lambda i: None, "project": lambda i: f"P{i % 20:02d}"},
    "project_plan": {"year": lambda i: "2023"},
    "duty": {
        "home_level": lambda i: "city",
        "home_unit": lambda i: f"单位{i}",
        "term_to": lambda i: "2029-12-31",
    },
    # Something is drawn under a contract alone.
    "financing_offer": {
        "concluded_on": lambda i: str(DAY + dt.timedelta(days=i)),
        "concluded_amount": lambda i: "800",
    },
    "financing_drawing": {"amount": lambda i: "10"},
    "bank_product": {
        "industries": lambda i: "39, 2631",
        "amount_least": lambda i: "10",
        "amount_most": lambda i: "500",
        "rate_least": lambda i: "3",
        "rate_most": lambda i: "4.5",
    },
    "funds_voucher": {"voucher_kind": lambda i: "bank-receipt"},
    "funds_sample_item": {
        "reported": lambda i: "500",
        "drawn": lambda i: "是",
        "verified": lambda i: "400",
        "judged_on": lambda i: "2023-10-20",
    },
    "reward_line": {
        "amount": lambda i: "12",
        "clawed_back": lambda i: "3",
    },
    "segment_trait": {
        "aspect": lambda i: "benchmark",
        "maturity": lambda i: None,
        "place": lambda i: "某市",
    },
    "chain_segment": {"code": lambda i: f"NEW-IT/S{i:02d}"},
}


def row_of(kind, i, bare=False):
    """The i-th row of a kind as texts, every column filled in that may be; `bare`, that must be."""
    register = register_of(kind)
    row = {}
    for column in register.columns:
        special = SPECIAL.get(kind, {}).get(column.name)
        if bare and not (special or column.required or column.name == "code"):
            continue
        text = special(i) if special else text_of(column, kind, i)
        if text is not None:
            row[column.name] = text
    if register.model.composed_of:
        row["code"] = "/".join(row[name] for name in register.model.composed_of if name in row)
    return row


def text_of(column, kind, i):
    match column.type:
        case columns.Reference():
            return code_of(column.type.kind, i)
        case columns.Choice():
            labels = list(column.type.labels)
            return "accepted" if column.name == "evidence" else labels[i % len(labels)]
        case columns.Day():
            return str(DAY + dt.timedelta(days=i))
        case columns.MonthText():
            return "2023-06"
        case columns.UnitName():
            return "个"
        case columns.YesNo():
            return "是"
        case columns.Text():
            own = f"{column.name}{i}" if column.name != "industry" else "3985"
            return code_of(kind, i) if column.name == "code" else own[: column.type.most]
        case columns.Whole():
            return str(column.type.lowest + 10 + i)
        case _:
            return str(10 + i)


def code_of(kind, i):
    """The code of the i-th record of a kind."""
    if kind == "division":
        return "371402"
    if kind == "chain":
        return ("NEW-IT", "BIO")[i % 2]
    if kind == "document":
        return "0123456789abcdef" * 4
    if kind == "project":
        return f"P{i:02d}"
    if kind in SPECIAL and "code" in SPECIAL[kind]:
        return SPECIAL[kind]["code"](i)
    register = register_of(kind)
    if register.model.composed_of:
        parts = (register.column(name) for name in register.model.composed_of)
        return "/".join(str(text_of(part, kind, i)) for part in parts)
    return f"{kind[:6].upper().replace('_', '')}-{i:02d}"


def parents_of(kind):
    """The kinds that rows of a kind refer to, furthest first, without those of the small city."""
    found = []

    def add(wanted, all_of_them):
        register = register_of(wanted)
        for name, parent in register.references.items():
            if parent == wanted or parent in (*found, *IN_THE_CITY):
                continue
            if all_of_them or register.column(name).required:
                add(parent, False)
                found.append(parent)

    add(kind, True)
    return [parent for parent in dict.fromkeys(found) if parent != kind]


#: Kinds of which the small city holds what `code_of` names.
IN_THE_CITY = ("division", "chain", "document", "project")


@st.composite
def drawn_rows(draw, kind, texts, steps, most):
    """Values of new records of `kind`: keys of the made rows, everything else drawn."""
    register = register_of(kind)
    rows = []
    for i in range(draw(st.integers(1, most))):
        made = row_of(kind, i)
        values = {}
        for column in register.columns:
            parse = column.type.parse
            values[column.name] = (
                parse(made[column.name], made) if column.name in made else column.empty
            )
        for column in register.columns[1:]:
            if column.name not in (*register.model.composed_of, *SPECIAL.get(kind, ())):
                values[column.name] = draw(_value(column, values, texts, steps))
        if "unit" in values:
            values |= draw(_quantities())
        rows.append(values)
    return rows


def _value(column, values, texts, steps):
    """A value beside those that stand: free texts and amounts are drawn, the rest may be blank."""
    stands = st.just(values[column.name])
    blank = st.none() if column.field.null else st.just(column.empty)
    match column.type:
        case columns.Text() if column.name != "industry":
            drawn = texts(column.type.most, least=1 if column.required else 0)
            if column.type.most <= 18:  # a code, in which no spaces may stand
                drawn = drawn.map(lambda text: "".join(text.split()))
        case columns.Amount(unit="万元"):
            drawn = steps
        case columns.Amount(unit="%"):
            drawn = st.integers(0, 1_000_000)
        case columns.YesNo():
            drawn = st.booleans()
        case _:
            drawn = stands
    if column.required or column.name in ("evidence", "recognised_on"):
        return drawn if column.required else stands
    return st.one_of(blank, drawn) if column.field.null or not column.field.has_default() else drawn


@st.composite
def _quantities(draw):
    unit = draw(st.sampled_from(sorted(UNITS.values(), key=str)))
    thirds = 3 if unit.dimension is Dimension.AREA else 1
    return {"unit": unit.code, "quantity": thirds * draw(st.integers(0, 10**16))}
