"""What was approved is locked: the ledger asks here before a record changes."""

from collections.abc import Iterable, Mapping

from chainchief.dispatch.answers.cells import Answer
from chainchief.dispatch.collections.rows import Questionnaire
from chainchief.dispatch.models import ApprovedRecord, Request
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.validation.locks import key_of


def locks(kind: str, keys: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The locked columns of records of a kind, each with the collection it was approved in."""
    found: dict[str, dict[str, str]] = {}
    if not ApprovedRecord.objects.filter(kind=kind).exists():
        return found
    for part in chunks(sorted(set(keys))):
        rows = ApprovedRecord.objects.filter(kind=kind, key__in=part)
        for key, columns, name in rows.values_list("key", "columns", "request__collection__name"):
            found.setdefault(key, {}).update(dict.fromkeys(columns, name))
    return found


def lock(request: Request, questionnaire: Questionnaire, answer: Answer) -> int:
    """Lock every asked cell of the answer, those left as they were included; the records."""
    made = []
    for table, rows, given in zip(
        questionnaire.tables, questionnaire.rows, answer.tables, strict=True
    ):
        codes = dict.fromkeys([*(row.code for row in rows if row.stored), *given])
        made += [
            ApprovedRecord(
                request=request,
                kind=table.kind,
                key=key_of(table.register, code),
                columns=list(table.columns),
            )
            for code in codes
        ]
    ApprovedRecord.objects.bulk_create(made, batch_size=500)
    return len(made)


def unlock(request: Request) -> None:
    """Take the locks of a request away: its approval was withdrawn."""
    ApprovedRecord.objects.filter(request=request).delete()
