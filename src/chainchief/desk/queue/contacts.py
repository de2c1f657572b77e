"""Firms whose service officer is to contact them: what is due soon and what is overdue."""

import datetime as dt

from chainchief.access import policy
from chainchief.core.i18n import _
from chainchief.desk.officers.acts import VERB
from chainchief.desk.officers.standing import Served, officers_in_reach, served
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.ledger.kinds.service.models import OfficerContact
from chainchief.ledger.registers import register_of

KIND = OfficerContact.kind
#: A contact is told of so many days before it is due.
_BEFORE = dt.timedelta(days=7)


def contacts(question: Question, number: int) -> Part:
    """Contacts due within a week and overdue ones, of firms that the viewer enters records of.

    Whoever enters for the whole city sees them on the page of officers: they are its units'.
    """
    register = register_of(KIND)
    enters = policy.reach(question.viewer, VERB, register.policy_class)
    if question.whose is Whose.WATCHING or enters.nothing or enters.everything:
        return Part([])
    held = served(officers_in_reach(question.viewer, question.day))
    due = [each for each in held if each.due <= question.day + _BEFORE]
    by_view = {
        View.ALL: due,
        View.SOON: [each for each in due if question.day <= each.due <= question.soon],
        View.LATE: [each for each in due if each.is_late(question.day)],
    }
    counts = {view: len(found) for view, found in by_view.items()}
    return Part([_item(each, question) for each in by_view.get(question.view, [])[:number]], counts)


def _item(one: Served, question: Question) -> Item:
    officer, last = one.officer, one.last
    return Item(
        kind=KIND,
        uid=officer.uid,
        code=officer.code,
        name=_("Contact {firm}").format(firm=officer.enterprise.name),
        about=officer.enterprise.division.name,
        state=last.matter if last else _("never contacted yet"),
        shape="hollow" if last is None else "half",
        turn=officer.person.name,
        due=one.due,
        last_day=last.contacted_on if last else officer.valid_from,
        address=f"/desk/officers/firms/{officer.uid}/",
    )
