"""Acts of the rooms above the ledger ask the table before they look at anything.

Each is called by a reader with nothing to work on: it is refused. Where its module asks no more, it
fails otherwise, at what it was not given: so the refusal was the module's own.
"""

import pytest
from click.testing import CliRunner
from tests.access.test_rights_of_every_way_in import Open

from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.briefing.drafts import confirmations, versions
from chainchief.briefing.issue import two_persons
from chainchief.cli.figures import own
from chainchief.dispatch import agreed_closing, late_answers
from chainchief.dispatch.answers import acts, opening
from chainchief.dispatch.collections import making, respondents
from chainchief.dispatch.steps import Act
from chainchief.people.certificates import changing
from chainchief.people.log_in import new_key
from chainchief.workshop import adoption, proposals, templates

READER = Viewer("某读者", (HeldRole("reader"),))
ACTS = {
    "a draft is begun": (versions, lambda: versions.begin("t", None, READER)),
    "a draft is reworded": (
        versions,
        lambda: versions.reworded(None, 1, "", since=1, viewer=READER),
    ),
    "a draft comes back": (versions, lambda: versions.brought_back(None, b"", "n", READER)),
    "a version is restored": (versions, lambda: versions.restored(None, 1, READER)),
    "figures are confirmed": (confirmations, lambda: confirmations.confirm(None, None, READER)),
    "a final file is signed": (
        two_persons,
        lambda: two_persons.sign(b"", "", None, viewer=READER),
    ),
    "a signed file is issued": (two_persons, lambda: two_persons.issue_signed(None, READER)),
    "a signed file is sent back": (two_persons, lambda: two_persons.send_back(None, READER, "r")),
    "a collection is made": (making, lambda: making.make(None, viewer=READER)),
    "a collection is changed": (
        making,
        lambda: making.change(None, due_on=None, short_notice="", note="", viewer=READER),
    ),
    "a table is added": (making, lambda: making.add_table(None, None, viewer=READER)),
    "a collection is opened": (opening, lambda: opening.open_to_all(None, viewer=READER)),
    "a collection is dropped": (opening, lambda: opening.drop(None, reason="r", viewer=READER)),
    "a month is closed by two": (
        agreed_closing,
        lambda: agreed_closing.close_by_two(None, viewer=READER),
    ),
    "a late answer is tried": (
        late_answers,
        lambda: late_answers.as_if_approved(None, viewer=READER).__enter__(),
    ),
    "secrets of devices have a new key": (
        new_key,
        lambda: new_key.take_new_key(viewer=READER, reason=""),
    ),
    "a definition is saved": (adoption, lambda: adoption.save(None, viewer=READER)),
    "a definition is dropped": (adoption, lambda: adoption.drop(None, viewer=READER)),
    "a definition is proposed": (
        adoption,
        lambda: adoption.propose(None, viewer=READER, reason="r"),
    ),
    "a definition is refused": (adoption, lambda: adoption.refuse(None, viewer=READER, reason="r")),
    "a definition ends": (
        adoption,
        lambda: adoption.withdraw("", viewer=READER, since=None, reason="r"),
    ),
    "a template is saved": (
        templates,
        lambda: templates.save(viewer=READER, name=None, title=None, text=None),
    ),
    "a template is taken into use": (
        templates,
        lambda: templates.take_into_use(None, viewer=READER, context=None),
    ),
    "a certificate is approved": (changing, lambda: changing.approve(0, viewer=READER)),
}


@pytest.mark.parametrize("act", ACTS)
def test_whoever_may_not_is_refused_by_the_act_itself(act, ledger, monkeypatch):
    module, call = ACTS[act]
    with pytest.raises(NotAllowedError):
        call()
    monkeypatch.setattr(module, "policy", Open())
    with pytest.raises(Exception) as failed:  # noqa: PT011 - whatever nothing leads to
        call()
    assert not isinstance(failed.value, NotAllowedError)


def test_what_pages_offer_is_asked_of_the_table():
    assert not proposals.may_propose(READER)
    assert not proposals.may_decide(READER)
    assert proposals.may_propose(Viewer("市链办", (HeldRole("chain-office"),)))


@pytest.mark.parametrize("act", list(Act))
def test_an_answer_is_of_the_unit_that_is_asked_and_of_the_bureau(act, ledger):
    from types import SimpleNamespace

    table = {"kind": "project_report", "columns": ["invested"], "rows": "new"}
    collection = SimpleNamespace(questionnaire=[table])
    asked = SimpleNamespace(dimension="division", code="990102", collection=collection)
    assert not acts.is_allowed(asked, act, READER)
    strange = Viewer("外县", (HeldRole("county", division="990123"),))
    assert not acts.is_allowed(asked, act, strange)


def test_of_nothing_asked_nobody_has_anything_to_answer():
    whoever = Viewer("市链办", (HeldRole("chain-office"),))
    asked = respondents.respondents_of([["division", "990102"]])[0]
    assert not respondents.may(whoever, "propose", asked, [])


@pytest.mark.parametrize("words", [["export"], ["write"], ["list"]])
def test_the_commands_of_definitions_ask_too(words, ledger, monkeypatch):
    monkeypatch.setenv("CHAINCHIEF_ROLE", "bank")
    answer = CliRunner().invoke(own.indicators, words)
    assert answer.exit_code != 0
    assert isinstance(answer.exception, NotAllowedError) or "无权" in answer.output
