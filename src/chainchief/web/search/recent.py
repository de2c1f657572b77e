"""The records that somebody opened last: kept in the session on the server, nowhere else."""

from django.http import HttpRequest

#: The session's key, and how many are kept.
KEY = "recent-records"
MOST = 8


def remember(request: HttpRequest, kind: str, uid: str) -> None:
    """Put the record first; nothing is written where it is there already."""
    before = recent(request)
    if before[:1] != [(kind, uid)]:
        kept = [(kind, uid), *(each for each in before if each != (kind, uid))]
        request.session[KEY] = [list(each) for each in kept[:MOST]]


def recent(request: HttpRequest) -> list[tuple[str, str]]:
    """Kind and identifier of each, the last one first."""
    return [(kind, uid) for kind, uid in request.session.get(KEY, [])]
