"""Who else answers: a bank, a firm, an office that furnishes numbers; each with its two persons."""

from tests.dispatch.asking import NORTH, OFFICE
from tests.fixtures.viewers import holding

from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.cells import Answer
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.ledger import changelog
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer
from chainchief.ledger.kinds.organisation.models import Organisation

BANK, STATISTICIANS, FIRM = "ORG-BANK", "ORG-STAT", "QY-1"
CREDIT_CODE = "91370000MA3TEST01X"
BANKER = holding("bank", "演示银行 赵敏", organisation=BANK)
SECOND_BANKER = holding("bank", "演示银行 钱进", organisation=BANK)
FURNISHER = holding("figure-provider", "统计局 吴强", organisation=STATISTICIANS)
SECOND_FURNISHER = holding("figure-provider", "统计局 郑红", organisation=STATISTICIANS)
FIRM_CLERK = holding("firm", "企业 冯丽", enterprise=FIRM)
FIRM_HEAD = holding("firm", "企业 褚总", enterprise=FIRM)
FORM = {
    "number": "演示工信1表",
    "authority": "演示市工业和信息化局",
    "approval": "演统备〔2023〕1号",
    "valid_until": "2999-12-31",
}
LOANS = QuestionnaireTable("financing_offer", ("concluded_amount",), again=True)
NUMBERS = QuestionnaireTable(
    "furnished_number",
    ("item", "name", "division", "quantity", "unit", "office", "provider"),
    RowsOf.NEW,
)


def parties() -> None:
    """The firm with a need and the bank's offer for it, and the office of statistics."""
    with changelog.acting("clerk", "the parties"):
        Organisation.objects.create(code=BANK, name="演示银行", category="bank")
        Organisation.objects.create(code=STATISTICIANS, name="市统计局", category="department")
        Enterprise.objects.create(
            code=FIRM, name="示例机械有限公司", division_id=NORTH, credit_code=CREDIT_CODE
        )
        FinancingNeed.objects.create(
            code="NEED-1",
            name="流动资金",
            enterprise_id=FIRM,
            purpose="working",
            amount=5_000_000_00,
            raised_on="2023-09-01",
            consent_on="2023-09-02",
        )
        FinancingOffer.objects.create(
            code=f"NEED-1/{BANK}/2023-10-10",
            need_id="NEED-1",
            bank_id=BANK,
            offered_on="2023-10-10",
            amount=4_000_000_00,
        )


def empty(request) -> Answer:
    return Answer.empty(questionnaire_of(request))


def submitted(request, rows, people, at=0):
    """`rows` (code → values) filled in by the first of `people`, checked by the second."""
    answer = empty(request)
    for code, values in rows.items():
        for name, value in values.items():
            answer.put(at, code, name, value)
    saved = acts.save(request, answer, empty(request), viewer=people[0])
    handed = acts.hand_over(saved, viewer=people[0])
    return acts.submit(handed, viewer=people[1])


def approved(request, rows, people):
    return acts.approve(submitted(request, rows, people), viewer=OFFICE)
