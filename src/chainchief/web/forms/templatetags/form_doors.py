"""`{% load form_doors %}`: buttons that lead to forms, and what was just saved, on other pages."""

import uuid

from django import template
from django.http import HttpRequest
from django.template import Context

from chainchief.ledger.registers import register_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.forms.pages.doors import doors_of_list, doors_of_record, notice_of, restorable

register = template.Library()


def _here(context: Context) -> tuple[HttpRequest, str, uuid.UUID | None]:
    """The request, and the kind and record that its address names."""
    request = context["request"]
    named = request.resolver_match.kwargs
    return request, named.get("kind", ""), named.get("uid")


@register.inclusion_tag("web/forms/doors.html", takes_context=True)
def list_doors(context: Context) -> dict[str, object]:
    """New, and changing several, above the list of a kind."""
    request, kind, _uid = _here(context)
    return {"doors": doors_of_list(register_of(kind), viewer_of(request), request.GET)}


@register.inclusion_tag("web/forms/doors.html", takes_context=True)
def record_doors(context: Context) -> dict[str, object]:
    """Correct, withdraw, reinstate, on the page of a record."""
    request, kind, uid = _here(context)
    if uid is None:
        return {"doors": []}
    return {"doors": doors_of_record(register_of(kind), uid, viewer_of(request))}


@register.inclusion_tag("web/forms/notice.html", takes_context=True)
def saved_notice(context: Context) -> dict[str, object]:
    """Notice of what the form before this page has saved."""
    request, _kind, _uid = _here(context)
    return {"notice": notice_of(request.GET.get("saved", ""), viewer_of(request))}


@register.simple_tag(takes_context=True)
def restore_address(context: Context) -> str:
    """Address at which a version of the record is taken over again; "" for who may not."""
    request, kind, uid = _here(context)
    return restorable(register_of(kind), uid, viewer_of(request)) if uid else ""
