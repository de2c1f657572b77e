"""Views of background jobs: the list, its part that moves, and cancelling."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.jobs.asking import cancel, jobs_for
from chainchief.web.doors.guard import viewer_of
from chainchief.web.jobs.page import jobs_page


def jobs(request: HttpRequest) -> HttpResponse:
    """All jobs that the viewer may look at; htmx asks for the list alone."""
    page = jobs_page(viewer_of(request), request.GET.get("page", ""))
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, f"web/jobs/{'list' if is_part else 'jobs'}.html", {"page": page})


def cancel_job(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Stop a job of one's own (or, for the chain office, anybody's) before its next step."""
    job = jobs_for(viewer_of(request)).filter(key=key).first()
    if job is None:
        raise WrongUseError(_("There is no such job, or it is not yours."))
    cancel(job)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("jobs")
    return HttpResponseRedirect(back, status=303)
