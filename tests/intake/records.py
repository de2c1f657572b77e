"""A small city for the tests of intake, and valid rows of every kind to be written into tables."""

from tests.fixtures.viewers import office
from tests.intake.made import code_of, credit_code, parents_of, row_of

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.registers import all_registers, register_of

KINDS = tuple(all_registers())
#: Projects P00 … P19 are there for the rows of what belongs to a project.
PROJECTS = tuple(f"P{i:02d}" for i in range(20))
#: GB 32100 codes with a right check character, one per enterprise of the samples.
CREDIT_CODES = (
    "91110000600037341L",
    "91350100M000100Y43",
)
HASH = "0123456789abcdef" * 4

CITY = {
    "division": (
        {"code": "371400", "name": "德州市", "level": "city"},
        {"code": "371402", "name": "德城区", "level": "county", "parent": "371400"},
        {"code": "371426", "name": "平原县", "level": "county", "parent": "371400"},
    ),
    "chain": (
        {"code": "NEW-IT", "name": "新一代信息技术", "landmark_from": "2022-01-01"},
        {"code": "BIO", "name": "生物医药", "position": "2"},
    ),
    "document": ({"code": HASH, "name": "备案证.pdf", "size": "1024"},),
    "enterprise": ({"code": "E01", "name": "禹城生物有限公司", "division": "371402"},),
    "project_list": ({"code": "L01", "name": "省导向目录"},),
    "project": tuple(
        {"code": code, "name": f"项目{code}", "chain": "NEW-IT", "division": "371402"}
        for code in PROJECTS
    ),
}


def typed(kind, row):
    """A row of texts as the values of a creation."""
    register = register_of(kind)
    values = {column.name: column.empty for column in register.columns}
    for name, text in row.items():
        values[name] = register.column(name).type.parse(text, row)
    if register.model.composed_of:
        values["code"] = register.model.code_from(values)
    return values


def enter(kind, *rows):
    """Enter rows of texts into the ledger, as a clerk."""
    enter_typed(kind, *(typed(kind, row) for row in rows))


def enter_typed(kind, *rows):
    creations = tuple(Creation(kind, str(values["code"]), values) for values in rows)
    apply_change_set(ChangeSet(creations), viewer=office("市局"), reason="试验数据")


def found_city():
    """Enter the whole of the small city."""
    for kind, rows in CITY.items():
        enter(kind, *rows)


def sample(kind, i):
    """A valid new row of `kind` as texts, the `i`-th of at most twenty, every column filled in."""
    made = _SAMPLES.get(kind)
    return {**made(i)} if made else row_of(kind, i)


def found_parents(kind):
    """Enter forty records of each kind that rows of `kind` refer to: no kind has more columns."""
    for parent in parents_of(kind):
        enter(parent, *(row_of(parent, i, bare=True) for i in range(40)))


def found_city_of(kind):
    """The small city, and what rows of `kind` (None: of no kind in particular) refer to."""
    found_city()
    if kind is not None:
        found_parents(kind)


def _dates(i):
    return {"valid_from": f"2022-01-{i + 1:02d}", "valid_to": f"2029-12-{i + 1:02d}"}


_SAMPLES = {
    "division": lambda i: {
        "code": f"3715{i:02d}",
        "name": f"新县{i}",
        "level": "county",
        "parent": "371400",
        "of_which": "否",
        **_dates(i),
    },
    "chain": lambda i: {
        "code": f"C-{i}",
        "name": f"链{i}",
        "short_name": f"简{i}",
        "position": str(i),
        "landmark_from": "2022-01-01",
        "landmark_to": "2024-12-31",
        **_dates(i),
    },
    "document": lambda i: {
        "code": f"{i:02d}" * 32,
        "name": f"文件{i}.pdf",
        "media_type": "application/pdf",
        "size": str(1000 + i),
    },
    "enterprise": lambda i: {
        "code": f"E1{i:02d}",
        "name": f"企业(集团){i}",
        "credit_code": credit_code(i),
        "division": "371426",
        "industry": "0610",
        "chain": "BIO",
        "size_class": "small",
        "employees": "120",
        "revenue": "3000",
        "headquarters": code_of("organisation", i),
        "branch_of": "E01",
        "above_scale_from": "2021-01-01",
        "above_scale_to": "2028-01-01",
        **_dates(i),
    },
    "project": lambda i: {
        "code": f"Q{i:02d}",
        "name": f"新项目{i}",
        "chain": "BIO",
        "division": "371426",
        "enterprise": "E01",
        "construction": "renovation",
        "total_investment": "60000.5",
        "filing_number": f"2023-3714-{i}",
        "duplicate_of": "P00",
        **_dates(i),
    },
    "project_share": lambda i: {
        "code": f"{PROJECTS[i]}/371426",
        "project": PROJECTS[i],
        "division": "371426",
        "role": "landing",
        "share": "100",
    },
    "project_stage": lambda i: {
        "code": f"{PROJECTS[i]}/started/371402",
        "project": PROJECTS[i],
        "stage": "started",
        "reported_by": "371402",
        "occurred_on": "2023-11-02",
        "reported_on": "2023-11-08",
        "recognised_on": "2023-11-20",
        "evidence": "accepted",
        "document": HASH,
        "note": "主体工程出正负零",
    },
    "project_list": lambda i: {
        "code": f"M{i:02d}",
        "name": f"名单{i}",
        "publisher": "省工信厅",
        "edition": "2023年第一批",
        **_dates(i),
    },
    "project_listing": lambda i: {
        "code": f"{PROJECTS[i]}/L01",
        "project": PROJECTS[i],
        "listed_in": "L01",
        **_dates(i),
    },
    "project_report": lambda i: {
        "code": f"{PROJECTS[i]}/2023-11/0",
        "project": PROJECTS[i],
        "month": "2023-11",
        "revision": "0",
        "reported_on": "2023-12-08",
        "invested": "3000.25",
        "funds_reported": "2000",
        "funds_verified": "1800",
        "funds_recognised": "1500.5",
        "progress": "二层封顶",
    },
    "furnished_number": lambda i: {
        "code": f"5G-{i}/371400/2023-11",
        "name": f"5G 基站{i}",
        "item": f"5G-{i}",
        "division": "371400",
        "chain": "NEW-IT",
        "month": "2023-11",
        "quantity": "9312",
        "unit": "个",
        "office": "市通管办",
        "confirmed_by": "李四",
        "confirmed_on": "2023-12-05",
        "publishable": "是",
        "document": HASH,
    },
    "annual_plan": lambda i: {
        "code": f"2023/IND-{i}/371400/BIO",
        "name": f"计划{i}",
        "year": "2023",
        "indicator": f"IND-{i}",
        "division": "371400",
        "chain": "BIO",
        "quantity": "201.5",
        "unit": "亿元",
        "schedule": "8,16,25,33,41,50,58,66,75,83,91,100",
        "document": HASH,
    },
    "official_statistic": lambda i: {
        "code": f"VA-{i}/371400/2023-01/2023-11/flash",
        "name": f"规上工业增加值增速{i}",
        "series": f"VA-{i}",
        "division": "371400",
        "span_from": "2023-01",
        "span_to": "2023-11",
        "quantity": "8.6",
        "unit": "%",
        "basis": "comparable",
        "standing": "flash",
        "source": "市统计局",
        "released_on": "2023-12-27",
        "document": HASH,
    },
}


def contents(kind):
    """Every record of a kind as the ledger holds it: code → values, without identity."""
    register = register_of(kind)
    fields = [column.attribute for column in register.columns]
    rows = register.model.objects.order_by("code").values_list(*fields, "extra", "withdrawn_on")
    return {row[0]: row[1:] for row in rows}
