"""The pages as a WSGI application, for `chainchief serve` and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
application = get_wsgi_application()


def _make_first_pages_ready() -> None:
    """Beside the first requests of a process that serves: nobody waits for what all need."""
    from chainchief.web.figures.pages.warming import Warming

    Warming().start()


_make_first_pages_ready()
