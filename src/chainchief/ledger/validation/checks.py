"""All checks, in the order in which they are told; none stops the others."""

from collections.abc import Callable

from chainchief.access.viewers import Viewer
from chainchief.core.looked_up import lookups_kept
from chainchief.ledger.changesets import ChangeSet
from chainchief.ledger.validation.added_codes import check_added_codes
from chainchief.ledger.validation.constraints import check_constraints
from chainchief.ledger.validation.declared import check_each_record, check_groups
from chainchief.ledger.validation.drafts import Unreadable, drafts_of
from chainchief.ledger.validation.keys import (
    check_codes_are_composed,
    check_codes_are_free,
    check_codes_differ_plainly,
    check_each_record_once,
)
from chainchief.ledger.validation.likelihood import (
    check_days_are_likely,
    check_records_stay_in_their_division,
    check_units_of_amounts,
)
from chainchief.ledger.validation.locks import check_locks, check_processes
from chainchief.ledger.validation.references import (
    check_references_exist,
    check_references_lead_nowhere_back,
)
from chainchief.ledger.validation.review import Review
from chainchief.ledger.validation.rights import check_rights
from chainchief.ledger.validation.state import check_states
from chainchief.ledger.validation.uniqueness import check_unique_values
from chainchief.ledger.validation.values import check_types, check_values

Check = Callable[[Review], None]

CHECKS: tuple[Check, ...] = (
    check_rights,
    check_states,
    check_locks,
    check_processes,
    check_each_record_once,
    check_codes_are_free,
    check_codes_differ_plainly,
    check_values,
    check_added_codes,
    check_references_exist,
    check_codes_are_composed,
    check_unique_values,
    check_constraints,
    check_each_record,
    check_references_lead_nowhere_back,
    check_groups,
    check_days_are_likely,
    check_units_of_amounts,
    check_records_stay_in_their_division,
)


def proposable(change_set: ChangeSet, viewer: Viewer, *, verb: str = "propose") -> Review:
    """Review a change set that is to wait as a proposal: reach, and values that are none."""
    review = Review(drafts_of(change_set, viewer), viewer, verb=verb)
    for check in (check_rights, check_types):
        check(review)
    return review


def review_of(
    change_set: ChangeSet,
    viewer: Viewer,
    *,
    unreadable: Unreadable | None = None,
    lock: bool = False,
    verb: str = "",
    by_act: bool = False,
) -> Review:
    """The change set laid over the ledger, with everything that is wrong with it.

    `unreadable` names columns, by position of the change, of which a fault is told elsewhere. With
    `lock` the records stay locked until the transaction ends. `verb` is what the viewer must be
    allowed, where that is not to write (`propose`); `by_act` says that a process which has asked
    its own order does it. Raises `StaleVersionError` if a record has moved on, `WrongUseError` for
    kinds and columns that there are not.
    """
    drafts = drafts_of(change_set, viewer, unreadable, lock=lock)
    review = Review(drafts, viewer, verb=verb, by_act=by_act)
    with lookups_kept():  # a review changes nothing, so what is in force is looked up once
        for check in CHECKS:
            check(review)
    return review
