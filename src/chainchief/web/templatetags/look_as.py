"""The switch of the demo city in the frame: whom one looks as, and who else there is."""

from typing import Any

from django import template

from chainchief.core.errors import ChainChiefError
from chainchief.demo.people import look_as

register = template.Library()


@register.simple_tag(takes_context=True)
def people_to_look_as(context: Any) -> list[look_as.Card]:
    """Whom the reader can change to; nobody elsewhere than in a demo city, or on its own page."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return []
    try:
        return look_as.people()
    except ChainChiefError:  # the page says what is wrong; its frame must not fail at it
        return []
