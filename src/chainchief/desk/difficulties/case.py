"""One case as a viewer may read it: as whoever it concerns, or as an office that helps."""

import uuid
from dataclasses import dataclass

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class OpenCase:
    """A case, its helping offices, and the one of them as which the viewer reads it alone."""

    case: Difficulty
    helpers: list[DifficultyOffice]
    as_helper: DifficultyOffice | None


def open_case(uid: uuid.UUID, viewer: Viewer) -> OpenCase:
    """The case, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    parts = in_reach(viewer, register_of(DifficultyOffice.kind)).filter(withdrawn_on=None)
    rows = in_reach(viewer, register_of(Difficulty.kind)).filter(uid=uid, withdrawn_on=None)
    case = rows.select_related("enterprise", "division", "chain", "host", "visit").first()
    mine = parts.filter(difficulty__uid=uid, difficulty__withdrawn_on=None)
    own = viewer.own(Dimension.ORGANISATION)
    as_helper = mine.filter(office__in=own).select_related("office").first() if own else None
    if case is None and as_helper is None:
        raise WrongUseError(_("There is no such case, or it is not open to you."))
    if case is None:
        found = Difficulty.objects.select_related("enterprise", "division", "chain", "host")
        case = found.get(uid=uid)
    helpers = DifficultyOffice.objects.filter(difficulty=case, withdrawn_on=None)
    return OpenCase(case, list(helpers.select_related("office").order_by("code")), as_helper)
