"""Views of one's notices: the list, marking as read, and text for another messenger."""

import json
from dataclasses import dataclass
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.models import Account
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.people.models import Notice
from chainchief.people.notices import sending
from chainchief.people.notices.topics import Topic, label, reminder, sentence

STEP = 30


@dataclass(frozen=True)
class NoticeLine:
    key: int
    at: str
    topic: str
    words: str
    link: str
    is_unread: bool
    is_alarm: bool


@dataclass(frozen=True)
class NoticesPage:
    """What templates/web/notices/list.html shows."""

    lines: list[NoticeLine]
    unread: int
    reminder: str
    place: str
    before: str
    after: str


def notices(request: HttpRequest) -> HttpResponse:
    """One's own alone; sent, one (`key`) or all of them are read."""
    account = cast("Account", request.user)
    if request.method == "POST":
        key = request.POST.get("key", "")
        sending.mark_read(account, int(key) if key.isdecimal() and len(key) < 19 else None)
        return HttpResponseRedirect(reverse("notices"), status=303)
    page = Paginator(sending.of(account), STEP).get_page(request.GET.get("page", "1"))
    unread = sending.unread_count(account)
    shown = NoticesPage(
        lines=[_line(each) for each in page.object_list],
        unread=unread,
        reminder=reminder(unread) if unread else "",
        place=_("page {page} of {pages}").format(page=page.number, pages=page.paginator.num_pages),
        before=f"?page={page.number - 1}" if page.has_previous() else "",
        after=f"?page={page.number + 1}" if page.has_next() else "",
    )
    return render(request, "web/notices/list.html", {"page": shown})


def _line(notice: Notice) -> NoticeLine:
    return NoticeLine(
        notice.pk,
        clock.minute(notice.at),
        label(notice.topic),
        sentence(notice.topic, json.loads(notice.facts)),
        notice.link,
        notice.read_at is None,
        notice.topic in {topic for topic in Topic if topic.is_alarm},
    )
